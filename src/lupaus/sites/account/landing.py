"""Where somebody goes after signing in: to where their work or their visits are."""

from django.urls import reverse

from lupaus.promises import Actor, Role

_PATHS = {
    Role.OWNER: "/staff/",
    Role.OFFICE: "/staff/",
    Role.PRIVACY: "/staff/",
    Role.PROVIDER: "/work/",
    Role.CUSTOMER: "/my/",
}


def landing_page(actor: Actor) -> str:
    """Return the path of the page an actor starts from."""
    return _PATHS.get(actor.role) or reverse("account_home")
