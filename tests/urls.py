"""Walks the URL configuration, for the tests that hold every path to something."""

from django.urls import URLPattern


def named_views(resolver, namespace=""):
    """Yield (full name, view) of every path; a path without a name is named by its pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", entry.callback
        else:
            yield from named_views(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
