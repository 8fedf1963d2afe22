#!/usr/bin/env python
"""Django's commands, and `up`: the whole portal on one's own machine."""

import atexit
import os
import sys

from kansrijkestart import embedded
from kansrijkestart.embedded.paths import EmbeddedError


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")
    try:
        if sys.argv[1:2] == ["up"]:
            from kansrijkestart.launcher import up

            return up(sys.argv[2:])
        # Does nothing when DATABASE_URL and REDIS_URL are set.
        # EMBEDDED_DATABASE names another than the demo's: that of `bin/start --empty`, for example.
        database = os.environ.get("EMBEDDED_DATABASE", embedded.DATABASE)
        atexit.register(embedded.ensure(purpose=os.environ.get("EMBEDDED", ""), database=database))
    except EmbeddedError as error:
        return str(error)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
