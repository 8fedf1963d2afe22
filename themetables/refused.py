"""What the verbs of the loop raise. One, because they call each other: a decision starts a table, which takes up
bottlenecks, and who records the decision reads why that cannot be.
"""


class Refused(Exception):
    """What was asked cannot be (any more); the text is a Dutch sentence for the person who asked."""
