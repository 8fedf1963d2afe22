"""What follows from a text, kept beside it, so that a page with many texts reads no Markdown."""

from django.db import models
from django.utils.safestring import mark_safe

from language.markup import plain, render


class RenderedField(models.TextField):
    """The safe HTML of another field of the same row, kept by every save and bulk_create (not by update())."""

    def __init__(self, *, source, **kwargs):
        self.source = source
        super().__init__(**{"editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        value = self.shown(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return str(value)

    def from_db_value(self, value, expression, connection):
        # Only what `render` made safe is ever written here.
        return value and mark_safe(value)

    @staticmethod
    def shown(text):
        return render(text)


class SnippetField(RenderedField):
    """The beginning of another field of the same row, without marks, on one line; text, not HTML."""

    LENGTH = 220

    def from_db_value(self, value, expression, connection):
        return value

    @classmethod
    def shown(cls, text):
        return plain(text, cls.LENGTH)
