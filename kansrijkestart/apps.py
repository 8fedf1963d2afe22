from django.apps import AppConfig


class KansrijkestartConfig(AppConfig):
    name = "kansrijkestart"

    def ready(self):
        import kansrijkestart.wiring  # noqa: F401 -- the rooms meet once all apps are there
