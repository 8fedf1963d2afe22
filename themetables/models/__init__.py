from themetables.models.adoption import Adoption, AdoptionChange, AdoptionState, Experience
from themetables.models.blocks import BlockChange, BlockState, BlockVersion, BuildingBlock
from themetables.models.bottleneck_changes import BottleneckChange
from themetables.models.bottlenecks import Bottleneck, BottleneckState
from themetables.models.decisions import DecisionMeeting, Outcome, TableDecision
from themetables.models.likely_duplicates import LikelyDuplicate
from themetables.models.plans import PlanDraft, PlanState, PlanVersion, PlanView, TablePlan
from themetables.models.recognitions import Dismissal, Recognition
from themetables.models.tables import ThemeTable

__all__ = [
    "Adoption",
    "AdoptionChange",
    "AdoptionState",
    "BlockChange",
    "BlockState",
    "BlockVersion",
    "Bottleneck",
    "BottleneckChange",
    "BottleneckState",
    "BuildingBlock",
    "DecisionMeeting",
    "Dismissal",
    "Experience",
    "LikelyDuplicate",
    "Outcome",
    "PlanDraft",
    "PlanState",
    "PlanVersion",
    "PlanView",
    "Recognition",
    "TableDecision",
    "TablePlan",
    "ThemeTable",
]
