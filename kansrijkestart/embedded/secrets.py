"""Keys for a portal on one's own machine: made once, readable by their owner only, never in the repository."""

import base64
import os
import secrets

from kansrijkestart.embedded.paths import private_folder


def ensure_secrets(folder):
    """Fill SECRET_KEY and FIELD_ENCRYPTION_KEYS from files; values in the environment win."""
    private_folder(folder)
    makers = {
        "SECRET_KEY": lambda: secrets.token_urlsafe(60),
        "FIELD_ENCRYPTION_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    for name, make in makers.items():
        if not os.environ.get(name):
            os.environ[name] = read_or_make(folder / name.lower(), make)


def read_or_make(path, make):
    """Write under a name of our own and link: of two that start at once, both read the same key."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
