"""From the bytes of a mail back to what a person reads."""

import email
import email.policy
from dataclasses import dataclass


@dataclass(frozen=True)
class Content:
    text: str
    html: str


def read(mime):
    message = email.message_from_bytes(bytes(mime), policy=email.policy.default)
    return Content(text=_part(message, "plain"), html=_part(message, "html"))


def _part(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""
