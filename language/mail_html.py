"""The HTML part of a mail as a fragment of our own page."""

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"a", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "hr", "i", "li", "ol", "p", "strong", "ul"}
# What stands in these is not for reading.
SILENT = {"head", "script", "style", "title", "iframe", "svg", "math"}


def readable_mail(html: str) -> SafeString:
    """Return the words, headings and links of a mail; no looks, no pictures, nothing that runs."""
    clean = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )
    # The page has its own h1. After cleaning, tags are bare, and a "<" in the text is an entity.
    return mark_safe(clean.replace("<h1>", "<h2>").replace("</h1>", "</h2>"))
