"""Let several people order for a company, each signed in by themself; one who leaves is out at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lupaus.kernel.refused import Refused
from lupaus.promises import Actor
from lupaus.register import linked_people
from lupaus.register.linked_people import Details
from lupaus.register.models import CompanyUser, Customer, Kind, RevisedField, Revision
from lupaus.vault.fields import blind


class OnlyForCompanies(Refused):
    """When a person would get users: what is a person's is their own."""

    message = _("Käyttäjiä voi lisätä yritykselle, taloyhtiölle tai muulle yhteisölle.")


class WasPrivate(Refused):
    """When a customer has been a person before: their earlier orders are private."""

    message = _(
        "Tämä asiakas on ollut aiemmin yksityishenkilö, ja silloin tehdyt tilaukset ovat yksityisiä. "
        "Tilaa yrityksenä kirjautumatta, niin yritys saa oman asiakasnumeron."
    )


class IsMainUser(Refused):
    """When the company's main user would be added as another user."""

    message = _("Tällä sähköpostilla on jo yrityksen pääkäyttäjä.")


class EmailNeeded(Refused):
    """When a user has no e-mail address to sign in with."""

    message = _("Anna sähköpostiosoite. Käyttäjä kirjautuu sillä.")


@transaction.atomic
def invite(customer: Customer, details: Details, *, by: Actor, at: datetime) -> CompanyUser:
    """Add somebody who may order for the company; the letter that tells them so says how to sign in.

    Raises:
        OnlyForCompanies, WasPrivate, IsMainUser, EmailNeeded: see each.
    """
    if customer.kind in {Kind.PERSON, Kind.ESTATE}:
        raise OnlyForCompanies
    if Revision.objects.filter(customer=customer, field=RevisedField.COMPANY, old__isnull=True).exists():
        raise WasPrivate
    if details.email is None:
        raise EmailNeeded
    if blind("email", details.email) == customer.email_index:
        raise IsMainUser
    return linked_people.add(CompanyUser, customer, details, by=by, at=at)


@transaction.atomic
def leave(row: CompanyUser, *, by: Actor, at: datetime) -> CompanyUser:
    """End somebody's access to the company; their next request finds nothing of it.

    Raises:
        LinkHasEnded: it has ended before.
    """
    return linked_people.end(row, by=by, at=at)
