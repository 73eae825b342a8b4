"""A request as account pages know it: with our session, and behind sign-in with our user."""

from lupaus.accounts.models import User
from lupaus.accounts.sessions import SessionStore
from lupaus.sites.furniture.doors import Visit


class Entrance(Visit):
    """A request of anybody; its session is ours."""

    session: SessionStore


class SignedIn(Entrance):
    """A request of somebody who is signed in."""

    user: User
