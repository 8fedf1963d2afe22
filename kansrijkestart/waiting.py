"""What waits for somebody, on their start page.

Apps offer functions `(user, on) -> [(sentence, url), …]`; kansrijkestart/wiring.py lists them. A sentence says what
to do, and its link leads to where it is done. Nothing waits? Then the function returns nothing.
"""

from dataclasses import dataclass

from kansrijkestart.wiring import WAITING


@dataclass(frozen=True)
class Item:
    text: str
    url: str


def waiting_for(user, on):
    return [Item(text, url) for source in WAITING for text, url in source(user, on)]
