"""Every address of the site but the administration's, with what it takes to call it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.platform.conftest import Site

# Who an address is for: everybody, people who are signed in, or the one learner whose attempt it shows.
ALL, SIGNED_IN, OWNER = "all", "signed in", "owner"
ADDRESSES: dict[str, tuple[str, str, tuple[str | int, ...]]] = {
    "home": (ALL, "GET", ()),
    "progress": (SIGNED_IN, "GET", ()),
    "recalled_briefing": (SIGNED_IN, "GET", ("lighthouse", "stations")),
    "healthz": (ALL, "GET", ()),
    "readyz": (ALL, "GET", ()),
    "bank:briefing_index": (ALL, "GET", ()),
    "bank:briefing": (ALL, "GET", ("lighthouse", "stations")),
    "bank:timeline_index": (ALL, "GET", ()),
    "bank:timeline": (ALL, "GET", ("lighthouse",)),
    "bank:glossary": (ALL, "GET", ()),
    "bank:search": (ALL, "GET", ()),
    "quizzes:list": (ALL, "GET", ()),
    "quizzes:try": (ALL, "POST", ()),
    "quizzes:keep_old": (SIGNED_IN, "POST", ()),
    "quizzes:exam": (SIGNED_IN, "GET", ("lighthouse",)),
    "quizzes:start": (SIGNED_IN, "POST", ("lighthouse", "stations")),
    "quizzes:try_one": (ALL, "POST", ("lighthouse", "stations")),
    "quizzes:build": (SIGNED_IN, "GET", ()),
    "quizzes:attempts": (SIGNED_IN, "GET", ()),
    "quizzes:read_date": (ALL, "GET", ()),
    "quizzes:attempt": (OWNER, "GET", ("running",)),
    "quizzes:result": (OWNER, "GET", ("finished",)),
    "quizzes:retry": (OWNER, "POST", ("finished",)),
    "quizzes:slot": (OWNER, "GET", ("running", 1)),
    "quizzes:answer": (OWNER, "POST", ("running", 2)),
    "quizzes:save": (OWNER, "POST", ("exam", 1)),
    "quizzes:overview": (OWNER, "GET", ("exam",)),
    "quizzes:submit": (OWNER, "GET", ("exam",)),
    "quizzes:report": (OWNER, "GET", ("finished", 1)),
    "memory:cards": (SIGNED_IN, "GET", ()),
    "memory:card": (SIGNED_IN, "GET", ("lighthouse", "amber-point-steps")),
    "memory:answer": (SIGNED_IN, "POST", ("lighthouse", "amber-point-steps")),
    "memory:rate": (SIGNED_IN, "POST", ("lighthouse", "amber-point-steps")),
    "memory:undo": (SIGNED_IN, "POST", ()),
    "memory:more": (SIGNED_IN, "POST", ()),
    "memory:plan": (SIGNED_IN, "GET", ()),
    "memory:pause": (SIGNED_IN, "POST", ()),
    "memory:reviews": (SIGNED_IN, "GET", ()),
    "accounts:keep": (SIGNED_IN, "GET", ()),
    "accounts:profile": (SIGNED_IN, "GET", ()),
    "accounts:email": (SIGNED_IN, "GET", ()),
    "account_login": (ALL, "GET", ()),
    "account_logout": (ALL, "GET", ()),
    "account_signup": (ALL, "GET", ()),
    "account_inactive": (ALL, "GET", ()),
    "account_reauthenticate": (SIGNED_IN, "GET", ()),
    "account_change_password": (SIGNED_IN, "GET", ()),
    "account_set_password": (SIGNED_IN, "GET", ()),
    "account_reset_password": (ALL, "GET", ()),
    "account_reset_password_done": (ALL, "GET", ()),
    "account_reset_password_from_key": (ALL, "GET", ("1", "a-b")),
    "account_reset_password_from_key_done": (ALL, "GET", ()),
}

LOGIN = "/accounts/login/?next="
# Where an address answers some people with neither its page nor the rule for those it is for: a status, or where it leads.
ANSWERS: dict[str, dict[str, int | str]] = {
    "quizzes:try": {"visitor": "/attempts/", "guest": "/attempts/", "account": "/attempts/"},
    "quizzes:start": {"guest": "/attempts/", "account": "/attempts/"},
    "quizzes:try_one": {"visitor": "/attempts/", "guest": "/attempts/", "account": "/attempts/"},
    "quizzes:answer": {"account": 422},
    "quizzes:retry": {"account": "/attempts/"},
    "quizzes:save": {"account": "/attempts/"},
    "memory:rate": {"guest": "/cards/", "account": "/cards/"},
    "memory:undo": {"guest": "/cards/", "account": "/cards/"},
    "memory:more": {"guest": "/cards/", "account": "/cards/"},
    "memory:pause": {"guest": 422, "account": 422},
    "quizzes:keep_old": {"guest": 422, "account": "/accounts/profile/"},
    "accounts:keep": {"account": "/accounts/profile/"},
    "accounts:email": {"guest": "/keep/", "account": "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"},
    "account_login": {"guest": "/keep/", "account": "/"},
    "account_logout": {"visitor": "/"},
    "account_signup": {"guest": "/keep/", "account": "/"},
    "account_reauthenticate": {"guest": "/keep/"},
    "account_change_password": {"guest": "/keep/"},
    "account_set_password": {"guest": "/keep/", "account": "/accounts/password/change/"},
}


def expect_answer(name: str, role: str) -> int | str:
    """What an address answers somebody who calls it as it is meant: the status, or the beginning of where it leads."""
    for_whom, _method, _arguments = ADDRESSES[name]
    if role == "visitor" and for_whom != ALL:
        return LOGIN
    if role != "owner" and for_whom == OWNER:
        return 404
    return ANSWERS.get(name, {}).get(role if role in {"visitor", "guest"} else "account", 200)


def list_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The full name of every address but the administration's."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        elif entry.namespace != "admin":
            yield from list_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def build_address(name: str, site: Site) -> str:
    values = {"running": site.running, "finished": site.finished, "exam": site.exam}
    _for_whom, _method, arguments = ADDRESSES[name]
    args = [values.get(argument, argument) if isinstance(argument, str) else argument for argument in arguments]
    return reverse(name, args=args)
