"""Logs as JSON lines: each with the id of its request, none with an e-mail address or the path that was asked for."""

import contextvars
import datetime as dt
import json
import logging
import re

from django.http import HttpRequest

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

EMAIL_ADDRESS = re.compile(r"[^\s@<>()\"'=]+@[^\s@<>()\"']+")


def route_of(request: HttpRequest) -> str:
    """The pattern of the address asked for: a path itself may hold a key, such as the one that sets a new password.

    Empty where no pattern fits.
    """
    return f"/{request.resolver_match.route}" if request.resolver_match else ""


class JsonLines(logging.Formatter):
    """One JSON object a line. Only what `event` holds is added to the message; e-mail addresses and paths are masked."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": message_of(record),
            **getattr(record, "event", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return EMAIL_ADDRESS.sub("[e-mail]", json.dumps(line, ensure_ascii=False, default=str))


def message_of(record: logging.LogRecord) -> str:
    """The message of a record; Django's own name the path of the request that they come with, and its pattern takes its place."""
    request, message = getattr(record, "request", None), record.getMessage()
    return message.replace(request.path, route_of(request) or "[unknown]") if isinstance(request, HttpRequest) else message
