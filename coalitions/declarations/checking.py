"""Whether a PDF is genuine: what the portal knows about the code that is printed on it."""

from dataclasses import dataclass

from coalitions.declarations.sending import CODE_GROUP
from coalitions.models import Declaration, Signature


@dataclass(frozen=True)
class Finding:
    declaration: Declaration
    signatures: list[Signature]
    is_intact: bool  # every signature is about the very text that stands in the database now
    has_begun: bool
    is_over: bool


def check(typed: str, *, on) -> Finding | None:
    """Return what is known about a code; None when no declaration has it."""
    declaration = (
        Declaration.objects.filter(code=as_printed(typed), sent_at__isnull=False)
        .select_related("coalition")
        .prefetch_related("followers")
        .first()
    )
    if declaration is None:
        return None
    signatures = list(Signature.objects.of(declaration))
    intact = all(signature.text_sha256 == declaration.text_sha256 for signature in signatures)
    return Finding(declaration, signatures, intact, declaration.has_begun(on), declaration.is_over(on))


def as_printed(typed):
    """Return the code with its capitals and hyphens, however somebody typed it over."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return "-".join(signs[start : start + CODE_GROUP] for start in range(0, len(signs), CODE_GROUP))
