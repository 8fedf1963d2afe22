"""Last round's answers, for who is asked the same again.

They are shown, never copied: an answer to a question that nobody looked at does not exist, so that a line through the
rounds is never drawn by laziness.
"""

from surveys.models import Answer, Mode, Sheet


def before(sheet: Sheet) -> dict:
    """Return, by the line of the question, the latest answer of the same circle or person in an earlier round."""
    earlier = [pk for pk, _ in sheet.round.earlier]
    if not earlier:
        return {}
    if sheet.mode == Mode.JOINT:
        same = Answer.objects.filter(sheet__mode=Mode.JOINT, sheet__circle=sheet.circle_id)
    elif sheet.user_id:
        same = Answer.objects.filter(sheet__mode=Mode.EACH, sheet__user=sheet.user_id)
    else:
        same = Answer.objects.filter(sheet__mode=Mode.EACH, sheet__address=sheet.address).exclude(sheet__address="")
    found = (
        same.filter(sheet__submitted_at__isnull=False, sheet__round__in=earlier)
        .filter(question__line__in=lines_of(sheet))
        .select_related("question", "sheet__round")
        .order_by("question__line", "-sheet__round__opens_at", "-pk")
        .distinct("question__line")
    )
    return {answer.question.line: answer for answer in found}


def lines_of(sheet):
    return sheet.round.instrument_version.sections.values("questions__line")
