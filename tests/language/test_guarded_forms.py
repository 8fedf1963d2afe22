"""The warning before a text about a family is saved: it asks once, keeps what was typed, and lets people choose."""

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from structlog.testing import capture_logs

from language import guard
from language.guard.forms import GuardedFormMixin, fingerprint

STORY = "Gisteren belde de moeder van Samira over de kraamzorg."


class StoryForm(GuardedFormMixin, forms.Form):
    unguarded = ("code",)

    title = forms.CharField(label="Titel", required=False, max_length=60)
    story = forms.CharField(label="Verhaal", required=False, widget=forms.Textarea)
    code = forms.CharField(label="Code", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)

    def clean(self):
        if not self.cleaned_data["story"]:
            raise forms.ValidationError("Vertel iets.")


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name.replace("__", "-")] = value
    return StoryForm(data)


def drawn(form):
    return engines["django"].from_string("{{ form }}").render({"form": form})


def test_text_without_hit_is_saved():
    form = posted(story="De verloskundige Anna de Vries belt de kraamzorg.")

    assert form.is_valid()
    assert "ks-guard" not in drawn(form)


def test_first_submit_with_hit_is_not_saved_and_keeps_what_was_typed():
    form = posted(title="Kraamzorg", story=STORY)

    assert not form.is_valid()
    html = drawn(form)
    assert STORY in html
    assert '<mark><span class="ks-unseen">[let op: </span>Samira<span class="ks-unseen">]</span></mark>' in html
    assert "Gisteren belde de moeder van [naam weggelaten] over de kraamzorg." in html
    assert "Lees dit nog een keer na" in html


def test_unbound_form_warns_of_nothing():
    assert "ks-guard" not in drawn(StoryForm(initial={"story": STORY}))


def test_writer_keeps_the_text_as_it_is():
    first = posted(story=STORY)

    second = posted(story=STORY, story__guard=first.warning("story").keep)

    assert second.is_valid()
    assert second.cleaned_data["story"] == STORY


def test_writer_takes_over_the_proposal():
    form = posted(story=STORY, story__guard="take")

    assert form.is_valid()
    assert form.cleaned_data["story"] == "Gisteren belde de moeder van [naam weggelaten] over de kraamzorg."


def test_choosing_to_change_it_without_changing_it_asks_again():
    assert not posted(story=STORY, story__guard="self").is_valid()


def test_new_name_is_asked_about_again():
    first = posted(story=STORY)

    second = posted(story=f"{STORY} Ook het zoontje Yusuf was er.", story__guard=first.warning("story").keep)

    assert not second.is_valid()


def test_keeping_one_box_does_not_keep_another():
    first = posted(story=STORY)

    second = posted(title=STORY[9:], story=STORY, story__guard=first.warning("story").keep)

    assert list(second.errors) == ["title"]


def test_proposal_that_is_too_long_says_so():
    form = posted(title="De moeder van Sem en de vader van Noor en de zus van Bo.", story="Ja.", title__guard="take")

    assert [error.code for error in form.errors["title"].as_data()] == ["max_length"]


def test_other_faults_are_said_at_the_same_time():
    form = posted(title="De moeder van Sem belde.", story="", email="geen adres")

    assert set(form.errors) == {"title", "email", "__all__"}
    assert "Er klopt iets niet" in drawn(form)


def test_unguarded_box_is_left_alone():
    assert posted(story="Ja.", code=STORY).is_valid()


def test_text_that_is_no_text_after_cleaning_is_left_alone():
    class ListForm(GuardedFormMixin, forms.Form):
        people = forms.CharField()

        def clean_people(self):
            return self.cleaned_data["people"].split()

    assert ListForm({"people": STORY}).is_valid()


def test_hostile_text_is_shown_as_text():
    html = drawn(posted(story="De moeder van Sem <script>x()</script>\r\nbelde."))

    assert "<script>" not in html
    assert "belde." in html


def test_long_text_shows_the_piece_around_the_words():
    warning = posted(story=f"{'Iets heel anders. ' * 50}{STORY}{' Iets heel anders.' * 50}").warning("story")

    assert len(warning.text) < 600
    assert warning.text.startswith("…")
    assert warning.text.endswith("…")


def test_log_says_only_the_kind():
    with capture_logs() as logs:
        first = posted(story=STORY)
        first.is_valid()
        posted(story=STORY, story__guard=first.warning("story").keep).is_valid()

    assert logs == [
        {"event": "guard_warned", "kinds": ["name"], "log_level": "info"},
        {"event": "guard_kept", "kinds": ["name"], "log_level": "info"},
    ]


@pytest.mark.parametrize("answer", ["keep", "keep x", "nonsense", "take"])
def test_forged_answer_keeps_nothing(answer):
    form = posted(story=STORY, story__guard=answer)

    assert not form.is_valid() or form.cleaned_data["story"] != STORY


def test_page_that_asks_again_can_send_what_was_kept():
    keep = posted(story=STORY).warning("story").keep

    assert posted(story=STORY, story__guard=keep).kept_words == [("story-guard", keep)]
    assert posted(story=STORY).kept_words == []


NUMBER = "De cliënt heeft bsn 111222333. De moeder van Samira belt."


def test_citizen_service_number_is_kept_by_nobody():
    form = posted(story=NUMBER)
    assert not form.is_valid()
    html = drawn(form)
    assert "Toch bewaren" not in html
    assert "Neem dit voorstel over" in html

    # Also not by who sends along what kept something else, or makes the answer up.
    kept = posted(story=STORY).warning("story").keep
    assert not posted(story=NUMBER, story__guard=kept).is_valid()
    (number, name) = guard.find(NUMBER)
    forged = " ".join(["keep", fingerprint(NUMBER, number), fingerprint(NUMBER, name)])
    assert not posted(story=NUMBER, story__guard=forged).is_valid()

    taken = posted(story=NUMBER, story__guard="take")
    assert taken.is_valid()
    assert "111222333" not in taken.cleaned_data["story"]
    assert posted(story="Factuur 111222333 is betaald.").is_valid()
