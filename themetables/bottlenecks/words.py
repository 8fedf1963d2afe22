"""The words of a bottleneck, as `similar` and the search in the list compare them."""

from language.words import LONGEST_WORD, analyse
from themetables.models import Bottleneck


def of(bottleneck: Bottleneck) -> list[str]:
    """Every word once. For whoever saves the texts; see also: Bottleneck.words."""
    text = "\n".join([bottleneck.title, bottleneck.what_happens, bottleneck.for_whom, bottleneck.would_help])
    return sorted({word[:LONGEST_WORD] for word in analyse(text)})
