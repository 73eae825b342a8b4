"""Notes every cookie that leaves the house and that the notice does not name (live check `cookies`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lupaus.foundation import clock
from lupaus.privacy.live.checks import cookies


class CookieWatch:
    """Looks at what an answer sets, after everybody else has had their say. Costs nothing where all is declared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note what is not declared; the answer leaves as it is."""
        response = self.get_response(request)
        strange = response.cookies.keys() - cookies.declared() if response.cookies else set()
        if strange and cookies.CRAWL not in request.META:
            cookies.note(strange, at=clock.now())
        return response
