"""The pages of the portal itself."""

from tests.access.rows import COORDINATOR, PUBLIC, row

ROWS = [
    row("home", PUBLIC),
    row("about", PUBLIC),
    row("privacy", PUBLIC),
    row("accessibility", PUBLIC),
    row("contact", PUBLIC),
    row("manual_list", PUBLIC),
    row("manual", PUBLIC, lambda world: ["aanjager"]),
    row("robots_txt", PUBLIC),
    row("security_txt", PUBLIC),
    row("health_alive", PUBLIC),
    row("health_ready", PUBLIC),
    row("status", COORDINATOR),
    row("style_guide", PUBLIC),
]
