"""What we state to the world until a certain day: the accessibility statement and security.txt, kept as data.

Tests fail before such a day has passed; then somebody has to look again and move the date.
"""

import datetime
import json
from pathlib import Path

DATA = Path(__file__).parent / "data"


def accessibility_statement():
    statement = read("accessibility")
    for holder in [statement, *statement["findings"]]:
        for name in {"assessed_on", "review_before", "solved_before"} & holder.keys():
            holder[name] = datetime.date.fromisoformat(holder[name])
    return statement


def promises(statement):
    """Return the days before which we said something would be done."""
    return [statement["review_before"], *(finding["solved_before"] for finding in statement["findings"])]


def security_expires():
    """Return the last day of security.txt: counted from when somebody last checked that it is still true."""
    data = read("security")
    return datetime.date.fromisoformat(data["reviewed_on"]) + datetime.timedelta(days=data["valid_days"])


def read(name):
    return json.loads((DATA / f"{name}.json").read_text())
