"""A local server that answers like Digitransit (Pelias), Nominatim or Photon, well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

type Answer = Callable[[float, float], Any]


@dataclass
class FakeGeocoder:
    """What the server answers with, and what it was asked."""

    answer: Answer
    place: tuple[float, float] | None = (60.19, 24.97)
    status: int = 200
    raw: bytes | None = None
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def body(self) -> bytes:
        """Return the bytes of the answer."""
        if self.raw is not None:
            return self.raw
        return json.dumps(self.answer(*self.place) if self.place else _EMPTY[self.answer]).encode()


def pelias(latitude: float, longitude: float) -> Any:
    """Answer as Digitransit does."""
    return _features(latitude, longitude, {"name": "Esimerkkikatu 5", "label": "Esimerkkikatu 5, Helsinki"})


def photon(latitude: float, longitude: float) -> Any:
    """Answer as Photon does."""
    return _features(latitude, longitude, {"name": "Esimerkkikatu 5", "city": "Helsinki", "country": "Suomi"})


def nominatim(latitude: float, longitude: float) -> Any:
    """Answer as Nominatim does."""
    return [{"lat": str(latitude), "lon": str(longitude), "display_name": "Esimerkkikatu 5, Helsinki"}]


def _features(latitude: float, longitude: float, properties: dict[str, str]) -> Any:
    place = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": place, "properties": properties}]}


_EMPTY: dict[Answer, Any] = {pelias: {"features": []}, photon: {"features": []}, nominatim: []}


@contextmanager
def serve(answer: Answer) -> Iterator[FakeGeocoder]:
    """Run the server on a free port of this machine."""
    fake = FakeGeocoder(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = parse_qs(urlsplit(self.path).query)
            fake.asked.append(next(iter(words.get("text") or words.get("q") or [""])))
            fake.headers.append({name.lower(): value for name, value in self.headers.items()})
            sleep(fake.delay)
            with suppress(ConnectionError):  # whoever asked may have gone
                self._answer()

        def _answer(self) -> None:
            self.send_response(fake.status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(fake.body())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
