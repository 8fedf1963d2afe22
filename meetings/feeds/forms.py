from django import forms

from members.models import Circle


class FeedForm(forms.Form):
    """Which calendar somebody wants a link for; without a circle it is their own."""

    circle = forms.ModelChoiceField(queryset=Circle.objects.none(), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["circle"].queryset = Circle.objects.filter(pk__in=user.circle_ids)
