"""What the logs of production say, read while something happens."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import structlog

from lupaus.project.environment import Kind
from lupaus.project.logs import logging_for


@contextmanager
def production_log() -> Iterator[StringIO]:
    """Give everything that is logged meanwhile, in production's own form, from the finest level on."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**_formatting()))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


def _formatting() -> dict[str, Any]:
    formatting: dict[str, Any] = logging_for(Kind.PRODUCTION)["formatters"]["lupaus"]
    return {name: value for name, value in formatting.items() if name != "()"}
