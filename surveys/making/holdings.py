"""Questionnaires that somebody looks after. See also: members/holdings.py."""

from members.holdings import Owned
from surveys.models import Instrument

INSTRUMENTS = Owned(kind="vragenlijst", title="Vragenlijsten", things=Instrument.objects.in_use)
