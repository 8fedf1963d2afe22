from surveys.models.answers import Answer, How
from surveys.models.giving_back import Told
from surveys.models.instruments import Instrument, Version
from surveys.models.kept import KeptCount
from surveys.models.nearly_same import NearlySame
from surveys.models.questions import Kind, Question, Scale, Section, When
from surveys.models.rounds import Audience, Mode, Reminder, Round
from surveys.models.sending import Call, Listed
from surveys.models.sheets import Invitation, SealedSheet, Sheet
from surveys.models.tags import AnswerTag
from surveys.models.together import Assignment, OtherView, Remark, Step

__all__ = [
    "Answer",
    "AnswerTag",
    "Assignment",
    "Audience",
    "Call",
    "How",
    "Instrument",
    "Invitation",
    "KeptCount",
    "Kind",
    "Listed",
    "Mode",
    "NearlySame",
    "OtherView",
    "Question",
    "Remark",
    "Reminder",
    "Round",
    "Scale",
    "SealedSheet",
    "Section",
    "Sheet",
    "Step",
    "Told",
    "Version",
    "When",
]
