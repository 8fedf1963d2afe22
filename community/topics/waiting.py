"""What waits for somebody, of the conversations. See also: kansrijkestart/waiting.py."""

from django.urls import reverse

from community.models import Report


def open_reports(user, on):
    """For who moderates somewhere: what readers reported."""
    if not user.is_coordinator and not user.led_circle_ids:
        return
    if count := Report.objects.visible_to(user).open().count():
        many = f"Er zijn {count} meldingen over bijdragen. Kijk of die kunnen blijven staan."
        one = "Een bijdrage is gemeld. Kijk of zij kan blijven staan."
        yield one if count == 1 else many, reverse("community:report_list")
