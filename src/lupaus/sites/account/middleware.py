"""Who is present, and until when: every request learns its actor and its time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lupaus.accounts import actors, lifetimes, sessions
from lupaus.foundation import clock
from lupaus.promises import Actor

type Answer = Callable[[HttpRequest], HttpResponse]


class Present:
    """Sets `request.at` (business time) and `request.actor`, and ends sign-ins whose time is over."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = clock.now()
        request.actor = actors.actor_of(request.user, at=request.at) if request.user.is_authenticated else Actor.visitor()
        return self.get_response(request)
