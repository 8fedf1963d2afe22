"""What paths of more than one app are about."""


def circle(world):
    return [world.circle.slug]


def own_coalition(world):
    return [world.circle.coalition.slug]
