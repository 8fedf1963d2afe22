"""The words of a bottleneck, as `similar` and the search in the list compare them."""

import re

from themetables.models import Bottleneck

LONGEST = 60


def analyse(text):
    return re.findall(r"[^\W_]{3,}", text.lower())


def of(bottleneck: Bottleneck) -> list[str]:
    """Every word once. For whoever saves the texts; see also: Bottleneck.words."""
    text = "\n".join([bottleneck.title, bottleneck.what_happens, bottleneck.for_whom, bottleneck.would_help])
    return sorted({word[:LONGEST] for word in analyse(text)})
