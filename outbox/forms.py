"""What somebody wants to be mailed about."""

from django import forms

from outbox.links import Subscription
from outbox.models import Category
from outbox.subscriptions import find_preference, frequencies, set_frequency

EXPLANATIONS = {
    Category.ANNOUNCEMENT: "Nieuws van de aanjager voor iedereen in het netwerk.",
    Category.REQUEST: "Iemand wil meedoen in het netwerk en wacht op jouw antwoord.",
    Category.ACTION: "Een actiepunt dat jij zou doen, is bijna aan de beurt of over de datum.",
    Category.REVIEW: "Een afspraak, organisatie of document van jou moet weer eens worden nagekeken.",
    Category.LOOP: "Nieuws over het werk waar jij bij betrokken bent. We maken er één mail van.",
    Category.HANDOVER: "Iemand draagt werk aan je over.",
    Category.COMMUNITY: "Wat anderen schrijven in gesprekken die je volgt, in dezelfde mail als het nieuws hierboven.",
    Category.LIBRARY: "Een bestand wacht op je woord, of een lezer meldt dat iets niet meer klopt. In dezelfde mail.",
    Category.MEETING: "Uitnodigingen, wijzigingen en afzeggingen, met de afspraak voor je agenda.",
    Category.MENTION: "Iemand zet in een bijdrage een @ met jouw naam.",
    Category.ANSWER: "Iemand reageert op een vraag die jij stelde.",
    Category.ASKED: "Iemand zoekt een antwoord, en wij denken dat jij het misschien weet.",
    Category.MODERATION: "Een moderator verborg een bijdrage van jou, of zette haar terug.",
    Category.CONTACT: "Iemand stelt via de pagina van je coalitie een vraag.",
}


def offered_to(user):
    """The categories this person ever gets and may refuse."""
    for_all = [
        *(Category.ANNOUNCEMENT, Category.LOOP, Category.COMMUNITY, Category.LIBRARY, Category.ANSWER, Category.ASKED),
        *(
            Category.MENTION,
            Category.MEETING,
            Category.MODERATION,
            Category.ACTION,
            Category.REVIEW,
            Category.HANDOVER,
        ),
    ]
    for_leaders = [Category.CONTACT] if user.led_circle_ids else []
    return [*for_all, *for_leaders, *([Category.REQUEST] if user.is_coordinator else [])]


class PreferencesForm(forms.Form):
    """One question per category."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {category: find_preference(Subscription(category, user.pk)) for category in offered_to(user)}
        for category, preference in self.stored.items():
            self.fields[category.value] = forms.ChoiceField(
                label=category.label,
                help_text=EXPLANATIONS[category],
                choices=[(frequency.value, frequency.label) for frequency in frequencies(category)],
                widget=forms.RadioSelect,
                initial=preference.frequency,
                error_messages={"required": "Kies of je deze mail wilt krijgen."},
            )

    def save(self):
        for category, preference in self.stored.items():
            set_frequency(preference, self.cleaned_data[category.value])
