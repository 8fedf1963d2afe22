import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")

application = get_wsgi_application()
# Read every view now, while the server starts: else the first visitor of each worker waits seconds for it.
get_resolver().reverse_dict  # noqa: B018 -- asking is what fills it
