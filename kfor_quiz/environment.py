"""Reading the environment: a wrong, unknown or misspelt variable stops the start with one sentence that names it."""

import os
import secrets
import warnings
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

KNOWN_VARIABLES = frozenset(
    {
        "KFOR_EMAIL_FROM",
        "KFOR_EXAM_GRACE_SECONDS",
        "KFOR_GUESTS",
        "KFOR_GUESTS_PER_HOUR",
        "KFOR_LOG_LEVEL",
        "KFOR_MARKING",
        "KFOR_MODE",
        "KFOR_OPEN_SIGNUP",
        "KFOR_PASS_MARK",
        "KFOR_TRUSTED_PROXIES",
        "KFOR_VAR",
    }
)
COMMON_VARIABLES = ("ALLOWED_HOSTS", "CACHE_URL", "DATABASE_URL", "EMAIL_URL", "SECRET_KEY")
BOOLEANS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

env = environ.Env()


def refuse_unknown_variables() -> None:
    unknown = sorted(name for name in os.environ if name.startswith("KFOR_") and name not in KNOWN_VARIABLES)
    if unknown:
        known = ", ".join(sorted(KNOWN_VARIABLES))
        raise ImproperlyConfigured(f"{', '.join(unknown)} is not a setting of this app. Known are: {known}.")


def refuse_misspelt_variables() -> None:
    """A misspelt name without our prefix would pass for that of another app, and answers would go to another database."""
    for name in sorted(os.environ.keys() - set(COMMON_VARIABLES)):
        meant = find_meant(name)
        if meant:
            raise ImproperlyConfigured(
                f"{name} is not a setting of this app, but {meant} is. Rename it, or unset it here if it is for something else."
            )


def find_meant(name: str) -> str | None:
    """The variable that the name may be a slip of; None for a name that only adds words, as in DJANGO_SECRET_KEY."""
    words = f"_{name.upper()}_"
    if name.upper() not in COMMON_VARIABLES and any(f"_{known}_" in words for known in COMMON_VARIABLES):
        return None
    return next(iter(get_close_matches(name.upper(), COMMON_VARIABLES, n=1, cutoff=0.88)), None)


def read_text(name: str, *, default: str = "") -> str:
    return str(env.str(name, default=default))


def read_choice(name: str, *, choices: tuple[str, ...], default: str) -> str:
    value = read_text(name, default=default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be one of: {', '.join(choices)}.")
    return value


def read_bool(name: str, *, default: bool) -> bool:
    value = read_text(name, default=str(default)).lower()
    if value not in BOOLEANS:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be true or false.")
    return BOOLEANS[value]


def read_count(name: str, *, default: int) -> int:
    value = read_text(name, default=str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a whole number.")
    return int(value)


def read_share(name: str, *, default: float) -> float:
    value = read_text(name, default=str(default))
    try:
        share = float(value)
    except ValueError:
        share = 0
    if not 0 < share <= 1:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a share above 0 and up to 1, such as 0.7.")
    return share


def read_needed(name: str) -> str:
    value = read_text(name).strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Production needs it; for use on this machine alone, set KFOR_MODE=local or start with `make run`."
        )
    return value


def read_secret(name: str) -> str:
    value = read_needed(name)
    if len(value) < 50 or len(set(value)) < 5:
        raise ImproperlyConfigured(f"{name} is too easy to guess. It must have at least 50 characters, 5 of them different.")
    return value


def read_address(name: str, *, default: str, what: str, read: Any) -> dict[str, Any]:
    wrong = f"{name} is not the address of {what}."
    try:
        with warnings.catch_warnings(action="error"):
            config: dict[str, Any] = read(name, default=default)
    except (ValueError, KeyError, UserWarning, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured(wrong) from error
    if not config.get("ENGINE", config.get("BACKEND", config.get("EMAIL_BACKEND"))):
        raise ImproperlyConfigured(wrong)
    return config


def read_sender(name: str, *, is_needed: bool) -> str:
    """Whom e-mail comes from: “quiz@example.org” or “KFOR Quiz <quiz@example.org>”."""
    value = read_text(name, default="").strip()
    if not value:
        if is_needed:
            raise ImproperlyConfigured(
                f"{name} is not set. With EMAIL_URL, production needs it: the address that e-mail comes from."
            )
        return "webmaster@localhost"
    user, _at, host = parseaddr(value)[1].rpartition("@")
    if not (user and host) or any(character.isspace() for character in user + host):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be an e-mail address, such as quiz@example.org.")
    return value


def read_folder(name: str, *, default: Path) -> Path:
    folder = Path(read_text(name, default=str(default))).resolve()
    try:
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {folder}, and that cannot be looked at: {error.strerror}.") from error
    if not nearest.is_dir():
        raise ImproperlyConfigured(f"{name} is {folder}. That cannot be a folder: {nearest} is a file.")
    return folder


def keep_local_secret(path: Path) -> str:
    """The secret of this machine, made on first use. Of two processes that start at once, one makes it and both use it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
