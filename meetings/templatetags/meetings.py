from urllib.parse import urlencode

from django import template

from library import attaching

register = template.Library()


@register.filter
def paper_query(item, user):
    """The end of the addresses in the library that put a paper at this item."""
    return urlencode({"voor": attaching.reference(item, user), "kring": item.meeting.circle.slug})


@register.filter
def too_long_sentence(agenda):
    minutes = "1 minuut" if agenda.too_long == 1 else f"{agenda.too_long} minuten"
    return f"De punten duren samen {minutes} langer dan de bijeenkomst. Kort iets in, of laat haar langer duren."
