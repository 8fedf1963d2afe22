from coalitions.models.coalitions import Coalition, CoalitionMunicipality
from coalitions.models.organisations import Organisation
from coalitions.models.partners import Partner
from coalitions.models.phases import PhaseChange

__all__ = ["Coalition", "CoalitionMunicipality", "Organisation", "Partner", "PhaseChange"]
