"""What a mail server answered, in words a coordinator can act on."""

import re

# First match wins. The enhanced status codes of RFC 3463 say more than the three digits before them.
REASONS = [
    (
        r"^5\d\d 5\.1\.[0126]|^55[013] .*(unknown|no such|not exist|unavailable)",
        "Dit e-mailadres bestaat niet (meer).",
    ),
    (r"^\d{3} [45]\.2\.2|^552 .*(quota|full)", "Het postvak van de ontvanger is vol."),
    (r"^\d{3} 5\.2\.1", "Het postvak van de ontvanger is uitgeschakeld."),
    (r"^\d{3} [45]\.3\.4|^552", "Het bericht is te groot voor de mailserver van de ontvanger."),
    (r"^\d{3} [45]\.4\.", "De mailserver van de ontvanger is niet te bereiken."),
    (
        r"^\d{3} [45]\.7\.|^554",
        "De mailserver van de ontvanger weigert onze mail, bijvoorbeeld als ongewenste reclame.",
    ),
    (r"^5", "De mailserver van de ontvanger weigert deze mail."),
    (r"^4", "De mailserver van de ontvanger vraagt ons het later nog eens te proberen."),
    (r"^verbinding", "Er is geen verbinding met onze mailserver."),
]


def explain(error):
    """Return a Dutch sentence for `last_error`: '550 5.1.1 No such user', or 'verbinding: timed out'."""
    for pattern, sentence in REASONS:
        if re.search(pattern, error, re.IGNORECASE | re.DOTALL):
            return sentence
    return "Er ging iets mis bij het versturen."
