"""What a browser sends when somebody fills in a sheet, and what was kept of it."""

from surveys.models import Answer, Round


def typed(*given, seen="", **more):
    """What a browser sends: per question its parts, and what was seen."""
    sent = {}
    for question, answer in given:
        sent[f"seen{question.pk}"] = seen
        for part, value in (answer if isinstance(answer, dict) else {"": answer}).items():
            sent[f"q{question.pk}{part}"] = value
    return sent | more


def stored(sheet):
    return dict(Answer.objects.filter(sheet=sheet).values_list("question_id", "value"))


def close(one, now):
    Round.objects.filter(pk=one.pk).update(closed_at=now)
