"""The product's addresses and the two floors: the least page, and the least write."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt


def hello(request: HttpRequest) -> HttpResponse:
    """Answer behind the full middleware, with one read of the session."""
    return HttpResponse(f"hello {len(request.session.keys())}")


@csrf_exempt
def insert(_request: HttpRequest) -> HttpResponse:
    """Write one row and commit."""
    with connection.cursor() as cursor:
        cursor.execute("insert into bench_floor default values")
    return HttpResponse("ok")


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/insert/", insert),
    path("", include("lupaus.project.urls")),
]
