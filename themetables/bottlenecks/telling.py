"""Who hears what about a bottleneck: through the notices, so once a day at most."""


def named(bottleneck, *, by, now):
    pass


def recognised(bottleneck, coalition, *, by, now):
    pass


def stepped(bottleneck, *, by, now):
    pass


def merged(duplicate, into, *, by, now):
    pass
