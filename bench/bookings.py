"""B3: the press of "Tilaa" over HTTP, against a view that does one INSERT and commits, on a durable database.

Both are asked by one client in turn, through the same server, with the same cookies.
"""

import http.client
import json
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from urllib.parse import urlencode

from bench.installations import CHECKOUT, LARGE, SMALL, grown, measured_in
from bench.measure import Figure

BOOKINGS, WARM = 24, 4
GOAL, MOST_GROWTH = 0.6, 1.2
OK, FOUND = 200, 302


def measure() -> list[Figure]:
    """Measure both companies and return the large one's figure with its growth."""
    return grown(measured_in(SMALL, "bench.bookings"), measured_in(LARGE, "bench.bookings"), most=MOST_GROWTH)


def _booked() -> list[dict[str, object]]:
    import django  # noqa: PLC0415 -- only inside an installation

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- needs Django set up

    from lupaus.scheduling.models import Visit  # noqa: PLC0415 -- needs Django set up

    with connection.cursor() as cursor:
        cursor.execute("create table if not exists bench_floor (id bigserial primary key, at date default now())")
    orders = [_filled_in() for _ in range(BOOKINGS + WARM)]
    before = Visit.objects.count()
    connection.close()
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    with _server() as port:
        for cookies, form in orders:
            times["floor"].append(_timed(port, "/bench/insert/", cookies, {}, expected=OK))
            times["ours"].append(_timed(port, "/order/check/", cookies, form, expected=FOUND))
    assert Visit.objects.count() == before + len(orders), "every press is a visit"
    with connection.cursor() as cursor:
        cursor.execute("drop table bench_floor")
    ours, floor = (sorted(measured[WARM:])[BOOKINGS // 2] for measured in (times["ours"], times["floor"]))
    rate = floor / ours
    words, goal = "booking over HTTP (ms); ratio = our rate / the floor's", f"≥ {GOAL}, flat"
    return [Figure("B3", words, ours, floor, rate, None, goal, rate >= GOAL).as_json()]


def _filled_in() -> tuple[str, dict[str, str]]:
    """Answer four screens as a visitor; return the cookies and the form of the fifth."""
    from django.test import Client  # noqa: PLC0415 -- needs Django set up

    client = Client(HTTP_HOST="localhost")
    for address, answers in _answers(client):
        response = client.post(address, answers)
        assert response.status_code == FOUND, (address, response.content.decode()[:500])
    page = client.get("/order/check/").content.decode()
    total = re.search(r'name="total" value="(\d+)"', page) or re.search(r'value="(\d+)"[^>]*name="total"', page)
    assert total, page[:2000]
    secret = secrets.token_hex(16)
    cookies = f"lupaus_session={client.cookies['lupaus_session'].value}; lupaus_csrf={secret}"
    form = {"csrfmiddlewaretoken": secret, "total": total[1], "early_start": "on"}
    return cookies, form


def _answers(client: object) -> Iterator[tuple[str, dict[str, object]]]:
    from lupaus.catalogue import queries  # noqa: PLC0415 -- needs Django set up
    from lupaus.foundation import clock  # noqa: PLC0415 -- needs Django set up
    from lupaus.kernel import walltime  # noqa: PLC0415 -- needs Django set up

    offering = next(each for each in queries.offerings(walltime.day_of(clock.now())) if each.service.pricing == "hour")
    equipment = "ours" if offering.price.equipment_fee_cents is not None else "none"
    size = offering.service.size_minimum
    yield "/order/", {"service": offering.service.code, "postcode": "00500", "size": size, "equipment": equipment}
    page = client.get("/order/time/").content.decode()  # type: ignore[attr-defined]  # a Django test client
    free = re.search(r'name="starts_at" value="([^"]+)"', page)
    assert free, page[:2000]
    yield "/order/time/", {"starts_at": unescape(free[1])}
    place = {"postcode": "00500", "street": "Esimerkkikatu 5", "access": "code", "way_in": "4711", "note": ""}
    yield "/order/address/", place
    yield "/order/contact/", {
        "kind": "person", "first_name": "Maija", "last_name": "Koe", "email": f"{secrets.token_hex(6)}@esimerkki.fi",
        "phone": "040 123 4567", "payer": "self",
    }  # fmt: skip


def _timed(port: int, address: str, cookies: str, form: dict[str, str], *, expected: int) -> float:
    connection = http.client.HTTPConnection("localhost", port)
    kind, origin = "application/x-www-form-urlencoded", f"http://localhost:{port}"
    headers = {"Cookie": cookies, "Content-Type": kind, "Origin": origin}
    began = time.perf_counter()
    connection.request("POST", address, urlencode(form), headers)
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    assert response.status == expected, (address, response.status, body.decode()[:500])
    return took


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "granian", "bench.wsgi:application", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--log-level", "error", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "1"),
    ]
    server = subprocess.Popen(command, cwd=CHECKOUT, stdout=sys.stderr)  # noqa: S603 -- our own
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_booked()) + "\n")
