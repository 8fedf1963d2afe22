"""All of Django's work before the first page, in one process: loading Django costs more than most of the steps."""

import argparse
import io
import os
import sys

import django
from django.conf import settings
from django.core.management import call_command


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="+", choices=["static", "database"])
    parser.add_argument("--empty", action="store_true")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijkestart.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")  # this one speaks to a person
    django.setup()
    if "static" in options.parts:
        step("Stijl en script klaarzetten", "collectstatic", interactive=False, verbosity=0)
    if "database" in options.parts:
        step("Tabellen bijwerken", "migrate", interactive=False, verbosity=0)
        call_command("createcachetable")
        step("Gemeenten, coalities en thematafels laden", "load_network", verbosity=0)
        line = "Postvak klaarzetten" if options.empty else "Demonetwerk neerzetten"
        # Whoever switched the demo off gets neither.
        if settings.DEMO:
            step(line, "seed_demo", without_people=options.empty, verbosity=0)


def step(line, command, **options):
    sys.stdout.write(f"  {line}\n")
    sys.stdout.flush()
    call_command(command, stdout=io.StringIO(), **options)


if __name__ == "__main__":
    main(sys.argv[1:])
