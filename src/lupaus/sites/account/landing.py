"""Where somebody goes after signing in: to where their work or their visits are."""

from django.urls import reverse

from lupaus.promises import Actor, Role

_PAGES = (
    (Role.OFFICE, "staff:day"),
    (Role.OWNER, "staff:settings"),
    (Role.PRIVACY, "desk:promises"),
    (Role.PROVIDER, "provider:day"),
    (Role.FIRM, "firm:people"),
    (Role.CUSTOMER, "customer:visits"),
)


def landing_page(actor: Actor) -> str:
    """Return the path of the page an actor starts from: the first of their roles that has one."""
    return reverse(next((page for role, page in _PAGES if actor.has(role)), "account_home"))
