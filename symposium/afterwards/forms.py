from symposium.forms import EditionForm


class NextEditionForm(EditionForm):
    """The two things that differ every year."""

    class Meta(EditionForm.Meta):
        fields = ["theme", "held_on"]
