from themetables.models.bottleneck_changes import BottleneckChange
from themetables.models.bottlenecks import Bottleneck, BottleneckState
from themetables.models.recognitions import Dismissal, Recognition
from themetables.models.tables import ThemeTable

__all__ = ["Bottleneck", "BottleneckChange", "BottleneckState", "Dismissal", "Recognition", "ThemeTable"]
