import importlib

from django.urls import clear_url_caches, get_resolver

from kansrijkestart import wsgi


def test_views_are_read_while_the_server_starts():
    clear_url_caches()

    importlib.reload(wsgi)

    assert "url_patterns" in vars(get_resolver())
