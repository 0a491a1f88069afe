"""Logs as JSON lines: each with the id of its request, none with an e-mail address."""

import contextvars
import datetime as dt
import json
import logging
import re

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

EMAIL_ADDRESS = re.compile(r"[^\s@<>()\"'=]+@[^\s@<>()\"']+")


class JsonLines(logging.Formatter):
    """One JSON object a line. Only what `event` holds is added to the message; e-mail addresses are masked."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": record.getMessage(),
            **getattr(record, "event", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return EMAIL_ADDRESS.sub("[e-mail]", json.dumps(line, ensure_ascii=False, default=str))
