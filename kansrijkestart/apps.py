from django.apps import AppConfig


class KansrijkestartConfig(AppConfig):
    name = "kansrijkestart"
