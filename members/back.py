"""Back to where somebody pressed a button in a long list: not to the top of the page.

The row carries `id="KEY" tabindex="-1"`, so the browser itself scrolls there and puts the focus in it, with and
without script. Use it where the row shows what came of it; a message at the top is out of sight.
"""

from django.shortcuts import redirect, resolve_url


def back_to_row(key: str, to, *args):
    return redirect(f"{resolve_url(to, *args)}#{key}")
