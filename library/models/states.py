"""How far the portal is with a file: whether it is safe, and whether its text can be found."""

from django.db import models


class CheckState(models.TextChoices):
    """What a virus scanner said. Without a scanner a file is not scanned, which is never the same as safe."""

    WAITING = "waiting", "wacht op controle"
    SAFE = "safe", "gescand op virussen"
    UNSCANNED = "unscanned", "niet gescand"
    REFUSED = "refused", "geweigerd"
    MADE = "made", "door het portaal gemaakt"  # of words that were typed here: nobody brought a file


READABLE = (CheckState.SAFE, CheckState.UNSCANNED, CheckState.MADE)


class TextState(models.TextChoices):
    """Whether the words of a file were read. A new file waits for that: the privacy guard has to see it first."""

    WAITING = "waiting", "wordt nagekeken"
    AGAIN = "again", "wordt doorzoekbaar gemaakt"  # readers have it already: of before there was a reader of texts
    FOUND = "found", "doorzoekbaar"
    PART = "part", "alleen het begin is doorzoekbaar"
    NONE = "none", "niet doorzoekbaar"
    FAILED = "failed", "niet doorzoekbaar: het bestand was niet te lezen"


TO_READ = (TextState.WAITING, TextState.AGAIN)
SEARCHABLE = (TextState.FOUND, TextState.PART)
