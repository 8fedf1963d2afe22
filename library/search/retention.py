"""What the search index forgets. What is found follows what is there; this is about what people typed."""

import datetime

from library.search import indexing
from library.search.models import Missed

KEPT_FOR = datetime.timedelta(days=180)


def purge(now):
    """Remove what nobody looked for any more, and words that stand nowhere any more."""
    old = Missed.objects.filter(last_on__lt=(now - KEPT_FOR).date())
    return {"missed": old.delete()[0], "words": indexing.forget_words()}
