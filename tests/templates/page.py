"""A drawn page or a part of one, to look things up in; and a form to draw."""

from html.parser import HTMLParser
from types import SimpleNamespace

from django import forms
from django.template.loader import render_to_string


class Page(HTMLParser):
    """Elements of a piece of HTML: (tag, attributes, the text directly inside)."""

    VOID = ("input", "br", "hr", "img", "meta", "link", "path", "circle", "rect")

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = SimpleNamespace(tag=tag, attrs=dict(attrs), text="")
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        if tag in [element.tag for element in self._open]:
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data):
        for element in self._open:
            element.text = f"{element.text}{data}"

    def all(self, tag, **attrs):
        wanted = {name.replace("_", "-"): value for name, value in attrs.items()}
        return [element for element in self.elements if element.tag == tag and wanted.items() <= element.attrs.items()]

    def texts(self, tag, **attrs):
        return [" ".join(element.text.split()) for element in self.all(tag, **attrs)]

    @property
    def ids(self):
        return [element.attrs["id"] for element in self.elements if "id" in element.attrs]


def draw(template, request=None, **context):
    return Page(render_to_string(template, context, request))


class Visit(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Naam", help_text="Zoals op je pas.")
    about = forms.CharField(label="Over jou", widget=forms.Textarea, required=False)
    pillar = forms.ChoiceField(label="Pijler", widget=forms.RadioSelect, choices=[("voor", "Voor"), ("na", "Na")])
    agrees = forms.BooleanField(label="Ik doe mee", error_messages={"required": "Zet een vinkje."})

    def clean(self):
        raise forms.ValidationError("Dit klopt samen niet.")
