from django.apps import AppConfig


class ThemetablesConfig(AppConfig):
    name = "themetables"
    verbose_name = "Thematafels"
