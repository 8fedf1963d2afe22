from coalitions.models.coalitions import Coalition, CoalitionMunicipality
from coalitions.models.organisations import Organisation

__all__ = ["Coalition", "CoalitionMunicipality", "Organisation"]
