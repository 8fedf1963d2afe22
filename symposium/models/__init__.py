from symposium.models.allocations import AllocatedPlace, Allocation
from symposium.models.certificates import Accreditation, Certificate, RegisterNumber
from symposium.models.doors import DayChange, Door, RoomChange
from symposium.models.editions import FIRST_YEAR, LAST_YEAR, Edition, Mode
from symposium.models.evaluations import Evaluation
from symposium.models.intentions import Intention, Turnout
from symposium.models.materials import Material
from symposium.models.programme import Room, Session, SessionKind, TimeSlot
from symposium.models.proposals import Proposal
from symposium.models.registrations import Presence, Registration, RegistrationState, Seat, SeatState, Wish
from symposium.models.speakers import Speaker, Speaking

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Accreditation",
    "AllocatedPlace",
    "Allocation",
    "Certificate",
    "DayChange",
    "Door",
    "Edition",
    "Evaluation",
    "Intention",
    "Material",
    "Mode",
    "Presence",
    "Proposal",
    "RegisterNumber",
    "Registration",
    "RegistrationState",
    "Room",
    "RoomChange",
    "Seat",
    "SeatState",
    "Session",
    "SessionKind",
    "Speaker",
    "Speaking",
    "TimeSlot",
    "Turnout",
    "Wish",
]
