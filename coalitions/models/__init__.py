from coalitions.models.agreements import Agreement, AgreementState, AgreementVersion, Step
from coalitions.models.budget import Budget
from coalitions.models.coalitions import Coalition, CoalitionMunicipality
from coalitions.models.declarations import Declaration
from coalitions.models.directory import ImportDraft, OrganisationChange, Suggestion
from coalitions.models.interventions import FormerUse, Intervention, InterventionState, InterventionUse
from coalitions.models.organisations import FormerName, Organisation
from coalitions.models.partners import Partner
from coalitions.models.phases import PhaseChange
from coalitions.models.signatures import Signature, SignatureRequest, SigningCode
from coalitions.models.startpackage import StartItem, StartTick
from coalitions.models.support import Joining, SupportNote, Tranche

__all__ = [
    "Agreement",
    "AgreementState",
    "AgreementVersion",
    "Budget",
    "Coalition",
    "CoalitionMunicipality",
    "Declaration",
    "FormerName",
    "FormerUse",
    "ImportDraft",
    "Intervention",
    "InterventionState",
    "InterventionUse",
    "Joining",
    "Organisation",
    "OrganisationChange",
    "Partner",
    "PhaseChange",
    "Signature",
    "SignatureRequest",
    "SigningCode",
    "StartItem",
    "StartTick",
    "Step",
    "Suggestion",
    "SupportNote",
    "Tranche",
]
