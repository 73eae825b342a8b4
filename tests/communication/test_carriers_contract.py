"""What every carrier of text messages does: the fake and the real one, by the same tests."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import UUID

import pytest

from lupaus.communication.carriers import Carrier, Parcel, RefusedForGood, TryLater
from lupaus.communication.carriers.sms import ConsoleSms, HttpSms, NotAnSmsUrl

ID = UUID("8f14e45f-ceea-467a-9575-6f1f0d1f7a11")
PARCEL = Parcel(id=ID, to="+358401234567", text="Uusi työtarjous, vastaa ennen klo 12.")


@dataclass
class Gateway:
    """A gateway as the real ones are: checks the number, remembers ids, takes JSON."""

    status: int = 200
    taken: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    state = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = state.status if body["to"].removeprefix("+").isdecimal() else 422
            if status == 200 and body["id"] not in {each["id"] for each in state.taken}:
                state.taken.append(body)
            state.headers.append(dict(self.headers))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:  # type: ignore[override]
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/messages"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["console", "http"])
def carrier(request: pytest.FixtureRequest, gateway: Gateway) -> Carrier:
    makers: dict[str, Callable[[], Carrier]] = {
        "console": lambda: ConsoleSms(io.StringIO()),
        "http": lambda: HttpSms(gateway.url, token="word", sender="Lupaus"),
    }
    return makers[request.param]()


def test_a_text_message_is_taken(carrier: Carrier) -> None:
    carrier.carry(PARCEL)


def test_the_same_message_may_be_handed_over_twice(carrier: Carrier) -> None:
    carrier.carry(PARCEL)
    carrier.carry(PARCEL)


@pytest.mark.parametrize("number", ["", "aino", "+358 40", "040;rm -rf"])
def test_what_is_no_number_is_refused_for_good(carrier: Carrier, number: str) -> None:
    with pytest.raises(RefusedForGood) as refused:
        carrier.carry(Parcel(id=ID, to=number, text="x"))

    assert refused.value.is_address


def test_the_console_shows_neither_number_nor_words() -> None:
    console = io.StringIO()

    ConsoleSms(console).carry(PARCEL)

    assert console.getvalue() == f"text message {ID}\n"


def test_the_gateway_gets_words_number_and_id_once(gateway: Gateway) -> None:
    carrier = HttpSms(gateway.url, token="word", sender="Lupaus")

    carrier.carry(PARCEL)
    carrier.carry(PARCEL)

    assert gateway.taken == [{"id": str(ID), "from": "Lupaus", "to": "+358401234567", "text": PARCEL.text}]
    assert (gateway.headers[0]["Authorization"], gateway.headers[0]["Idempotency-Key"]) == ("Bearer word", str(ID))


@pytest.mark.parametrize(("status", "error"), [(500, TryLater), (503, TryLater), (429, TryLater), (401, TryLater)])
def test_a_gateway_in_trouble_is_tried_later(gateway: Gateway, status: int, error: type[Exception]) -> None:
    gateway.status = status

    with pytest.raises(error):
        HttpSms(gateway.url, token="word", sender="Lupaus").carry(PARCEL)


def test_a_message_the_gateway_cannot_take_is_given_up_and_the_number_lives(gateway: Gateway) -> None:
    gateway.status = 400

    with pytest.raises(RefusedForGood) as refused:
        HttpSms(gateway.url, token="word", sender="Lupaus").carry(PARCEL)

    assert not refused.value.is_address


def test_a_gateway_out_of_reach_is_tried_later() -> None:
    with pytest.raises(TryLater):
        HttpSms("http://127.0.0.1:9/", token="word", sender="Lupaus").carry(PARCEL)


@pytest.mark.parametrize("url", ["http://gateway.example/", "ftp://x", "file:///etc/passwd", ""])
def test_words_travel_encrypted_or_stay_on_this_machine(url: str) -> None:
    with pytest.raises(NotAnSmsUrl):
        HttpSms(url, token="word", sender="Lupaus")
