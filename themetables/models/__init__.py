from themetables.models.adoption import Adoption, AdoptionChange, AdoptionState, Experience
from themetables.models.blocks import BlockChange, BlockState, BlockVersion, BuildingBlock
from themetables.models.bottleneck_changes import BottleneckChange
from themetables.models.bottlenecks import Bottleneck, BottleneckState
from themetables.models.decisions import DecisionMeeting, Outcome, TableDecision
from themetables.models.joinrequests import JoinRequest
from themetables.models.likely_duplicates import LikelyDuplicate
from themetables.models.notes import ProgressNote
from themetables.models.plans import PlanDraft, PlanState, PlanVersion, PlanView, TablePlan
from themetables.models.recognitions import Dismissal, Recognition
from themetables.models.table_changes import TableChange
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
    "JoinRequest",
    "LikelyDuplicate",
    "Outcome",
    "PlanDraft",
    "PlanState",
    "PlanVersion",
    "PlanView",
    "ProgressNote",
    "Recognition",
    "TableChange",
    "TableDecision",
    "TablePlan",
    "ThemeTable",
]
