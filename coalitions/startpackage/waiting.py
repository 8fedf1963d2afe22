"""The next step of the start package, on the start page of a new leader. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from coalitions.startpackage.steps import is_new, led_by, package_of


def next_step(user, on):
    if not any(is_new(membership, on) for membership in led_by(user)):
        return
    if step := next((one.next for one in package_of(user) if one.next), None):
        yield f"Volgende stap van je startpakket: {step.item.title}.", reverse("coalitions:start_package")
