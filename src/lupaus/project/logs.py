"""Logs that carry ids, never names: what is not known to be harmless is left out before a line is written."""

import re
import sys
import traceback
from types import TracebackType
from typing import Any  # structlog's processors and logging's dictConfig are typed with Any

import structlog
from structlog.typing import EventDict, Processor

from lupaus.project.environment import Kind

HARMLESS = {"event", "level", "logger", "timestamp", "status_code", "exception", "kind", "count", "seconds"}


def logging_for(kind: Kind) -> dict[str, Any]:
    """Give the configuration of `logging`: JSON lines in production, readable lines elsewhere."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lupaus": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [
                    structlog.stdlib.add_logger_name,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.ExtraAdder(),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
                "processors": _processors_for(kind),
            },
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lupaus"}},
        "root": {"handlers": ["lines"], "level": "WARNING" if kind is Kind.TEST else "INFO"},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "procrastinate": {"level": "WARNING"},
            "pyBarcode": {"level": "WARNING"},
        },
    }


def only_ids(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Keep ids and the few words that cannot hold anything about a person; drop everything else."""
    return {key: value for key, value in line.items() if key in HARMLESS or key == "id" or key.endswith("_id")}


def page_without_its_address(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Name the page of a refused request by its view, for an address may hold a one-time link or what was typed.

    Django says the address, the host or the foreign site after a colon or in brackets, whatever it refuses them for.
    """
    request = line.pop("request", None)
    if str(line.get("logger", "")).startswith(("django.request", "django.security")):
        match = getattr(request, "resolver_match", None)
        line["event"] = re.split("[:(]", str(line.get("event", "")), maxsplit=1)[0].strip()
        line["kind"] = match.view_name if match else ""
    return line


def exception_without_its_message(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Replace an exception by its type and the lines it passed, for its message may quote what a person wrote."""
    raised: tuple[type[BaseException], BaseException, TracebackType | None] | None = line.pop("exc_info", None)
    if raised:
        passed = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(raised[2])]
        line["exception"] = [raised[0].__name__, *passed]
    return line


def _processors_for(kind: Kind) -> list[Processor]:
    tidy = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if kind is Kind.PRODUCTION:
        return [
            tidy,
            page_without_its_address,
            exception_without_its_message,
            only_ids,
            structlog.processors.JSONRenderer(),
        ]
    readable = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    return [tidy, page_without_its_address, readable]
