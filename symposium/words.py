"""Numbers as people say them: one place, two places."""


def places(count: int) -> str:
    return "1 plek" if count == 1 else f"{count} plekken"


def people(count: int) -> str:
    return "1 mens" if count == 1 else f"{count} mensen"
