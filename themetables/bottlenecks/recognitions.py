"""Who recognises a bottleneck, with every text about it, also those that came along from a duplicate."""

from themetables.models import Bottleneck, Recognition


def recognitions_of(bottleneck: Bottleneck, ground) -> list[Recognition]:
    """One per coalition, with `places` (its municipalities) and `texts`: how it looks there."""
    own = list(bottleneck.recognitions.select_related("coalition", "recognised_by"))
    merged = (
        Recognition.objects.filter(bottleneck__merged_into=bottleneck)
        .exclude(how_here="")
        .values_list("coalition_id", "how_here")
    )
    also = {}
    for coalition_id, text in merged:
        also.setdefault(coalition_id, []).append(text)
    for one in own:
        one.places = ground.of({one.coalition_id})
        one.texts = [text for text in dict.fromkeys([one.how_here, *also.get(one.coalition_id, ())]) if text]
    return own
