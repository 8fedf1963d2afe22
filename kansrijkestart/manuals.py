"""The manuals of docs/handleiding/ as pages of the portal: which there are, and whose each is."""

from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from language import manuals
from members.models import Circle

FOLDER = settings.BASE_DIR / "docs" / "handleiding"
# In the order in which somebody grows into them: (file, for whom).
MANUALS = {
    "bezoeker": "Je hebt geen account en kijkt rond, of je wilt meedoen.",
    "inloggen": "Je bent uitgenodigd, je wilt inloggen, of je bent je telefoon kwijt.",
    "lid": "Je doet mee in het netwerk, een coalitie of een thematafel.",
    "coalitieleider": "Je leidt een coalitie.",
    "trekker": "Je trekt een thematafel.",
    "bestuurder-en-epidemioloog": "Je volgt het netwerk als bestuurder, of je werkt aan de cijfers.",
    "aanjager": "Je coördineert het hele netwerk.",
    "beheerder": "Je helpt mensen in het technisch beheer.",
}


@cache  # the files change with a release
def manual(name: str) -> manuals.Manual:
    return manuals.read((FOLDER / f"{name}.md").read_text(encoding="utf-8"), address=address, image=image)


def address(link):
    """Return where a link of a file leads in the portal; what only stands in the repository leads to the list."""
    name, _, anchor = link.partition("#")
    if ":" in name or not name:
        return link
    stem = name.removesuffix(".md")
    path = reverse("manual", args=[stem]) if stem in MANUALS else reverse("manual_list")
    return f"{path}#{anchor}" if anchor else path


def image(source):
    return static(f"handleiding/{source.rpartition('/')[2]}")


def own(user) -> list[str]:
    """Return the manuals of what this person does in the network, the most particular first."""
    found = {
        "aanjager": user.is_coordinator,
        "coalitieleider": bool(user.led_ids_of(Circle.Kind.COALITION)),
        "trekker": bool(user.led_ids_of(Circle.Kind.TABLE)),
        "bestuurder-en-epidemioloog": user.is_board_reader or user.is_data_editor,
        "beheerder": user.is_staff,
        "lid": user.is_member,
        "bezoeker": not user.is_authenticated,
    }
    return [name for name, is_theirs in found.items() if is_theirs]
