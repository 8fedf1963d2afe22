"""The one word for no: a verb that cannot do what was asked raises it, and the page says why."""

from collections.abc import Callable

from django.forms import BaseForm


class Refused(Exception):
    """What was asked cannot be (any more); the text is a Dutch sentence for the person who asked.

    `field` is the one of the form to choose something else in; without it, it is about all of them. A refusal that
    has a page of its own (a signer's link that is closed) says nothing here.
    """

    def __init__(self, sentence: str = "", *, field: str | None = None):
        super().__init__(sentence)
        self.field = field


def unless_refused[Made](form: BaseForm, verb: Callable[..., Made], *args, **kwargs) -> Made | None:
    """Do it and return what it returns; None when it was refused: then the form says why, with what was typed."""
    try:
        return verb(*args, **kwargs)
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return None
