"""The portal's own settings, with one path more: the bare page that `pages` compares with."""

from kansrijkestart.settings import *  # noqa: F403

ROOT_URLCONF = "bench._urls"
