from members.models.circles import Circle, Membership
from members.models.demo import DemoMark
from members.models.drafts import Draft
from members.models.handovers import Handover, HandoverChoice, HandoverItem, HandoverPart
from members.models.invitations import AccessRequest, Invitation
from members.models.notices import DigestMail, Notice
from members.models.reviewable import Reviewable, ReviewableQuerySet
from members.models.users import User
from members.models.versioned import Versioned

__all__ = [
    "AccessRequest",
    "Circle",
    "DemoMark",
    "Draft",
    "DigestMail",
    "Handover",
    "HandoverChoice",
    "HandoverItem",
    "HandoverPart",
    "Invitation",
    "Membership",
    "Notice",
    "Reviewable",
    "ReviewableQuerySet",
    "User",
    "Versioned",
]
