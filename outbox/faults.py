"""What an error of the mail server means for one mail, and for the connection."""

import smtplib
from dataclasses import dataclass

LONGEST = 500  # characters of an answer that we keep
TOO_BIG = 552  # also said of the sender's command, which announces the size


@dataclass(frozen=True)
class Fault:
    text: str
    is_final: bool = False
    ends_connection: bool = False
    is_ours: bool = False  # says nothing about this mail: it is not its attempt


def diagnose(error):
    """Return the Fault behind an error of smtplib or of the network."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, answer)] = error.recipients.values()
        return answered(code, answer)
    if isinstance(error, smtplib.SMTPDataError):
        return answered(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TOO_BIG:
        return answered(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        # They refuse us as a sender. Bouncing everybody's mail would not help.
        return no_connection(error)
    return Fault(f"verbinding: {error}"[:LONGEST], ends_connection=True)


def no_connection(error):
    return Fault(f"verbinding: {error}"[:LONGEST], ends_connection=True, is_ours=True)


def answered(code, answer):
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    # 421 is the server saying goodbye, whatever was asked.
    return Fault(f"{code} {text}"[:LONGEST], is_final=code >= 500, ends_connection=code == 421)
