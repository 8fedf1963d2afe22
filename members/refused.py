"""The one word for no: a verb that cannot do what was asked raises it, and the page says why."""


class Refused(Exception):
    """What was asked cannot be (any more); the text is a Dutch sentence for the person who asked."""
