from surveys.models.instruments import Instrument, Version
from surveys.models.questions import Kind, Question, Scale, Section, When

__all__ = ["Instrument", "Kind", "Question", "Scale", "Section", "Version", "When"]
