"""Sign somebody in who has come by another way than a code: a link, an invitation."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from lupaus.accounts.models import User
from lupaus.sites.account import recency


def sign_in(
    request: HttpRequest, user: User, *, how: str, next_url: str = "", counts_as_second_factor: bool = False
) -> HttpResponse:
    """Sign an account in and return the answer: its page, or the question for its second factor.

    `how` is what the sign-in was made with ("link", "invitation"). `counts_as_second_factor` is for development
    links alone; elsewhere it changes nothing.
    """
    if counts_as_second_factor:
        request.session[recency.DEVELOPMENT_FACTOR] = True
    record_authentication(request, user, method=how)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=next_url or None, email=user.email))
    return answer
