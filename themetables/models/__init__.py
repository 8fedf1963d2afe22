from themetables.models.tables import ThemeTable

__all__ = ["ThemeTable"]
