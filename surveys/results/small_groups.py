"""The rule for rounds without names: no number, and no difference of two numbers, rests on fewer than five people.

A number rests on the people who answered. What is shown of one question is the whole and some of its circles, so what
can be counted back is the whole without any of those: the people of the circles that are not shown. Those have to be
five as well, or nobody. Every round is judged by itself and only once: sheets without a name are not there before the
round is closed, and after that none is added. Which rounds may stand beside each other: nearly_same.py.
"""

LEAST = 5
TOO_FEW = "Te weinig antwoorden"


def too_few(*sizes: int) -> bool:
    """Whether one of these groups is so small that somebody could be recognised. Nobody is no group."""
    return any(0 < size < LEAST for size in sizes)


def hidden(groups: dict) -> set:
    """Return the circles of which nothing may be shown, of `groups` by circle.

    A group has one or more sizes: how many answered, how many of those gave a step. People without a circle (None)
    are only in the whole.
    """
    hid = {circle for circle, sizes in groups.items() if circle is None or too_few(*sizes)}
    for circle in sorted(groups.keys() - hid, key=lambda one: (groups[one], one)):
        # What is left when everything that is shown is taken off the whole.
        if not too_few(*map(sum, zip(*(groups[one] for one in hid), strict=True))):
            break
        hid.add(circle)
    return hid
