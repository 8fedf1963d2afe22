class Refused(Exception):
    """What was asked cannot be; the text is a Dutch sentence for the person who asked."""
