"""Log lines: ids, never names."""

import io
import json
import logging
import logging.config

from django.test import RequestFactory

from lupaus.project.environment import Kind
from lupaus.project.logs import logging_for


def line_of(kind: Kind) -> str:
    """Log one line with a name, an id and an exception that quotes an address, and give what was written."""
    written = io.StringIO()
    settings = logging_for(kind)
    formatter = settings["formatters"]["lupaus"]
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter["()"](**{key: value for key, value in formatter.items() if key != "()"}))
    logger = logging.Logger("lupaus.communication")
    logger.addHandler(handler)
    try:
        int("matti@example.fi")
    except ValueError:
        logger.exception("Could not send message", extra={"message_id": "m-1", "to": "Matti Meikäläinen"})
    return written.getvalue()


def test_production_writes_one_json_object_with_ids_and_no_words_of_people() -> None:
    line = json.loads(line_of(Kind.PRODUCTION))

    assert {key: line[key] for key in ("event", "level", "logger", "message_id")} == {
        "event": "Could not send message",
        "level": "error",
        "logger": "lupaus.communication",
        "message_id": "m-1",
    }
    assert set(line) == {"event", "level", "logger", "message_id", "timestamp", "exception"}
    assert line["exception"][0] == "ValueError"
    assert "matti" not in json.dumps(line).lower()


def test_control_development_shows_the_whole_exception() -> None:
    assert "invalid literal for int() with base 10: 'matti@example.fi'" in line_of(Kind.DEVELOPMENT)


def test_a_refused_request_is_named_by_its_page_and_never_by_its_address() -> None:
    for kind in (Kind.PRODUCTION, Kind.DEVELOPMENT):
        written = io.StringIO()
        formatter = logging_for(kind)["formatters"]["lupaus"]
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter["()"](**{key: value for key, value in formatter.items() if key != "()"}))
        logger = logging.Logger("django.request")
        logger.addHandler(handler)
        request = RequestFactory().get("/account/link/geheim-token/?q=matti")

        logger.warning("Not Found: %s", request.path, extra={"status_code": 404, "request": request})

        assert "Not Found" in written.getvalue()
        assert [word for word in ("geheim", "matti", "WSGIRequest") if word in written.getvalue()] == []
