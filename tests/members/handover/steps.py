"""The steps of "Ik ga weg", as a browser takes them."""

from django.urls import reverse

from actions.holdings import SOURCE

START = "/overdragen/"
ACTION_POINTS = SOURCE.kind


def step(draft, name):
    return reverse(f"members:handover_{name}", args=[draft.pk])


def part_of(draft, circle):
    return draft.parts.get(circle=circle).pk


def answers(draft, **answers):
    """The second step: the same answer for every circle."""
    found = {}
    for part in draft.parts.all():
        found |= {f"{name}_{part.pk}": value for name, value in answers.items()}
    return found


def finish(client, draft):
    return client.post(step(draft, "complete"), follow=True)


def draft_page(draft):
    return reverse("members:handover_detail", args=[draft.pk])
