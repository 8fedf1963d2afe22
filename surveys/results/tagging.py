"""Words that who reads all puts to texts, and takes away again."""

from surveys.models import Answer, AnswerTag, Question, Round


def of_question(one_round: Round, question: Question) -> dict:
    """Return how often each word was put to a text of this question in this round, the most used first."""
    names = AnswerTag.objects.filter(answer__question=question, answer__sheet__round=one_round).values_list("name")
    found = {}
    for (name,) in names:
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def known(question: Question) -> list[str]:
    """Return the words that were put to this question before, in any round: the same word for the same thing."""
    names = AnswerTag.objects.filter(answer__question__line=question.line)
    return sorted(set(names.values_list("name", flat=True)))


def put(answer: Answer, name: str) -> AnswerTag:
    """Twice is the same as once."""
    return AnswerTag.objects.get_or_create(answer=answer, name=name)[0]


def take_away(answer: Answer, name: str) -> None:
    AnswerTag.objects.filter(answer=answer, name=name).delete()
