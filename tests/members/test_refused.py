from django import forms

from members.refused import Refused, unless_refused


class AboutForm(forms.Form):
    about = forms.CharField()


def refuse(about):
    raise Refused(f"{about} kan niet meer.")


def test_what_is_refused_is_said_in_the_form_with_what_was_typed():
    form = AboutForm({"about": "Afzeggen"})
    assert form.is_valid()
    assert unless_refused(form, refuse, **form.cleaned_data) is None
    assert form.non_field_errors() == ["Afzeggen kan niet meer."]
    assert form["about"].value() == "Afzeggen"


def test_what_is_done_is_handed_on():
    form = AboutForm({"about": "Afzeggen"})
    assert form.is_valid()
    assert unless_refused(form, str.upper, form.cleaned_data["about"]) == "AFZEGGEN"
    assert not form.errors
