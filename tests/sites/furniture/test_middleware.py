"""What no browser with our pages sends is answered before any view sees it, and every answer has its headers."""

import time
from http import HTTPStatus
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from lupaus.sites.furniture.middleware import HEADERS

reached: list[str] = []


def echo(request: HttpRequest) -> HttpResponse:
    reached.append(request.path)
    return HttpResponse("reached")


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def broken(request: HttpRequest) -> HttpResponse:
    message = "secret detail"
    raise RuntimeError(message)


urlpatterns = [
    path("", echo),
    path("x/<path:rest>", lambda request, rest: echo(request)),
    path("gone/", missing),
    path("broken/", broken),
]
handler400 = "lupaus.sites.furniture.errors.bad_request"
handler403 = "lupaus.sites.furniture.errors.forbidden"
handler404 = "lupaus.sites.furniture.errors.not_found"
handler500 = "lupaus.sites.furniture.errors.broken"


@pytest.fixture(autouse=True)
def _bare_site(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if "furniture.middleware" in name or name.endswith("CommonMiddleware")
    ]
    reached.clear()


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def form(client: Client, body: bytes, **extra: Any) -> HttpResponse:
    return client.generic("POST", "/", body, content_type="application/x-www-form-urlencoded", **extra)


def multipart(client: Client, body: str) -> HttpResponse:
    return client.generic("POST", "/", body.encode(), content_type="multipart/form-data; boundary=b")


def json(client: Client, body: str) -> HttpResponse:
    return client.generic("POST", "/", body.encode("utf-8", "surrogatepass"), content_type="application/json")


def test_an_ordinary_request_reaches_the_view(client: Client) -> None:
    answers = [
        client.get("/?q=Äijälä"),
        client.get("/x/%C3%A4"),
        client.head("/"),
        client.post("/", {"name": "Öystein O'Neill-Äijälä 😀", "note": "a\r\nb\tc"}),
        form(client, b"name=%C3%84ij%C3%A4l%C3%A4"),
        json(client, '{"name": "Äijälä", "list": [1, null, true, {"a": "b"}]}'),
        multipart(client, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nÄ\r\n--b--\r\n'),
    ]

    assert [answer.status_code for answer in answers] == [200] * 7
    assert len(reached) == 7


NUL = {
    "path": lambda client: client.get("/x/a%00b"),
    "query": lambda client: client.get("/?q=a%00b"),
    "name of a query field": lambda client: client.get("/?a%00b=q"),
    "form": lambda client: form(client, b"name=a%00b"),
    "name of a form field": lambda client: form(client, b"a%00b=name"),
    "raw byte in a form": lambda client: form(client, b"name=a\x00b"),
    "multipart": lambda client: multipart(
        client, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\0\r\n--b--\r\n'
    ),
    "json": lambda client: json(client, '{"a": ["\\u0000"]}'),
    "json name": lambda client: json(client, '{"\\u0000": 1}'),
    "header": lambda client: client.get("/", headers={"user-agent": "a\0b"}),
    "cookie": lambda client: client.get("/", headers={"cookie": "lupaus_session=a\0b"}),
    "quoted cookie": lambda client: client.get("/", headers={"cookie": 'lupaus_session="a\\000b"'}),
}


@pytest.mark.parametrize("send", NUL.values(), ids=NUL.keys())
def test_h1_nul_anywhere_is_answered_with_400(client: Client, send: Any) -> None:
    answer = send(client)

    assert (answer.status_code, reached) == (HTTPStatus.BAD_REQUEST, [])
    assert "Emme saaneet" in answer.content.decode()


def test_h1_control_without_the_guard_nul_reaches_the_view(client: Client, settings: Settings) -> None:
    settings.MIDDLEWARE = []

    form(client, b"name=a%00b")

    assert reached == ["/"]


@pytest.mark.parametrize(
    "body",
    ['{"a": "\\ud800"}', '{"a": "\ud800"}', "{", "[" * 5000, '{"a": NaN}', "[Infinity]", '{"a": 1,}', "\x01"],
    ids=range(8),
)
def test_h2_broken_json_is_answered_with_400(client: Client, body: str) -> None:
    assert (json(client, body).status_code, reached) == (HTTPStatus.BAD_REQUEST, [])


@pytest.mark.parametrize("charset", ["utf-16", "rot13", "idna", "no-such", "utf-7"])
def test_a_form_in_another_alphabet_is_answered_with_400(client: Client, charset: str) -> None:
    answers = [
        client.generic("POST", "/", b"a=1", content_type=f"{kind}; charset={charset}")
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json")
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.BAD_REQUEST}


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=ä"]
)
def test_a_form_in_parts_that_cannot_be_told_apart_is_answered_with_400(client: Client, kind: str) -> None:
    assert client.generic("POST", "/", b"--b\r\nx", content_type=kind).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"a=" + b"x" * 10_000_000, HTTPStatus.CONTENT_TOO_LARGE),
        (b"a=" + b"x" * 999_990, HTTPStatus.OK),
        (b"&".join(b"f%d=" % number for number in range(100_000)), HTTPStatus.BAD_REQUEST),
    ],
    ids=["10 MB", "just under", "100 000 fields"],
)
def test_h7_too_much_is_answered_within_a_second(client: Client, body: bytes, status: HTTPStatus) -> None:
    began = time.thread_time()

    answer = form(client, body)

    assert answer.status_code == status
    assert time.thread_time() - began < 1


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "١٢", "99999999999999999999"])
def test_h7_a_length_that_is_none_is_answered_with_413(client: Client, length: str) -> None:
    answer = client.generic(
        "POST", "/", b"a=1", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=length
    )

    assert (answer.status_code, reached) == (HTTPStatus.CONTENT_TOO_LARGE, [])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "X" * 2000])
def test_h24_other_methods_are_answered_with_405(client: Client, method: str) -> None:
    answer = client.generic(method, "/")

    assert (answer.status_code, answer["Allow"], reached) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD, POST", [])


def test_h24_a_method_is_not_overridden(client: Client) -> None:
    client.post("/", {"_method": "DELETE"}, headers={"x-http-method-override": "DELETE"})

    assert reached == ["/"]


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil", "a b", "evil.example:80", "[::1", ""]
)
def test_h21_another_host_is_answered_with_400(client: Client, host: str) -> None:
    assert (client.get("/", headers={"host": host}).status_code, reached) == (HTTPStatus.BAD_REQUEST, [])


def test_h21_a_forwarded_host_is_not_believed(client: Client) -> None:
    client.get("/", headers={"x-forwarded-host": "evil.example"})

    assert reached == ["/"]


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/"),
        lambda client: client.get("/gone/"),
        lambda client: client.get("/broken/"),
        lambda client: client.get("/?q=%00"),
        lambda client: client.put("/"),
        lambda client: client.get("/", headers={"host": "evil.example"}),
        lambda client: client.generic("POST", "/", b"x", CONTENT_LENGTH="9999999"),
    ],
    ids=["200", "404", "500", "400", "405", "host", "413"],
)
def test_every_answer_has_the_security_headers(client: Client, send: Any) -> None:
    answer = send(client)

    assert {name: answer[name] for name in HEADERS} == dict(HEADERS)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Type"].startswith("text/html; charset=utf-8")
    assert "Server" not in answer


def test_strict_transport_is_said_over_https_only(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000

    assert "max-age=63072000; includeSubDomains" in client.get("/", secure=True)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/")


def test_no_answer_is_readable_from_another_origin(client: Client) -> None:
    answer = client.get("/", headers={"origin": "https://evil.example"})

    assert "Access-Control-Allow-Origin" not in answer


def test_a_page_of_a_session_is_not_kept_by_the_browser(client: Client) -> None:
    client.cookies["lupaus_session"] = "x"

    assert client.get("/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/")


def test_a_fault_of_ours_tells_nothing_of_itself(client: Client) -> None:
    answer = client.get("/broken/")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "secret detail" not in answer.content.decode()
    assert "Meille tuli vika" in answer.content.decode()
