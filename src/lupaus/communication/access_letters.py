"""What is written about access: proposals that wait, roles that began, the quarterly look, signatures that end.

Called by the clock. Each letter is written once, however often it is called.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.accounts import queries, reviews
from lupaus.accounts.models import Grant, Signature, User
from lupaus.communication import addresses, kinds, messages
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Letter, Words
from lupaus.kernel import spoken
from lupaus.promises import Actor, Role

ACCESS = kinds.register(MessageKind("accounts.access", MessageType.SERVICE, _("Käyttöoikeudet"), keep_days=90))

RECENT = timedelta(days=1)
BEFORE_THE_END = (timedelta(days=14), timedelta(days=3))
PEOPLE, AGREEMENT = "/staff/people/", "/account/confidentiality/"
ROLES = {Role.OFFICE: _("asiakaspalvelu"), Role.OWNER: _("omistaja"), Role.PRIVACY: _("tietosuojavastaava")}


def tell_roles(*, by: Actor, at: datetime) -> None:
    """Write of what was proposed or has begun within a day."""
    for grant in Grant.objects.waiting().filter(asked_at__gt=at - RECENT).select_related("user"):
        for owner in queries.holders(Role.OWNER, at):
            if owner.pk not in {grant.asked_by, grant.user_id}:
                _send(owner, f"grant:{grant.pk}:waits:{owner.pk}", _waits, by=by, at=at)
    begun = Grant.objects.live(at).filter(granted_from__gt=at - RECENT, asked_by__isnull=False)
    for grant in begun.select_related("user"):
        _send(grant.user, f"grant:{grant.pk}:begun", partial(_begun, Role(grant.role)), by=by, at=at)


def remind(*, by: Actor, at: datetime) -> None:
    """Write to owners in a quarter with roles to look at, and to everybody whose signature ends in 14 or 3 days."""
    began_on = reviews.quarter_began_on(at)
    if reviews.due(at).exists():
        for owner in queries.holders(Role.OWNER, at):
            _send(owner, f"review:{began_on}:{owner.pk}", _review, by=by, at=at)
    for before in BEFORE_THE_END:
        ending = Signature.objects.live(at).filter(until__lte=at + before, until__gt=at + before - RECENT)
        for signature in ending.exclude(subject__in=_bound_longer(at + before)):
            _remind_to_sign(signature, f"signature:{signature.pk}:{before.days}", by=by, at=at)


def _bound_longer(at: datetime) -> list[UUID]:
    return list(Signature.objects.filter(until__gt=at).values_list("subject_id", flat=True))


def _remind_to_sign(signature: Signature, once: str, *, by: Actor, at: datetime) -> None:
    for user in User.objects.filter(subject=signature.subject_id, is_active=True):
        _send(user, once, partial(_ends, signature.until, at), by=by, at=at)


def _send(user: User, once: str, letter: Callable[[], Letter], *, by: Actor, at: datetime) -> None:
    with addresses.writing_to(user.subject_id):
        messages.send(ACCESS, letter(), to=user.subject_id, by=by, at=at, once=once)


def _waits() -> Letter:
    return Letter(
        say("Rooli odottaa hyväksyntääsi"),
        (
            Words(say("Toinen omistaja on ehdottanut jollekulle roolia. Se tulee voimaan, kun hyväksyt sen.")),
            Button(say("Katso ehdotus"), PEOPLE),
        ),
    )


def _begun(role: Role) -> Letter:
    return Letter(
        say("Sait uuden roolin"),
        (
            Words(say("Roolisi on nyt %(role)s. Kirjaudu sähköpostiin tulevalla koodilla.") % {"role": ROLES[role]}),
            Words(
                say("Ensimmäisellä kerralla otat käyttöön toisen tunnisteen ja allekirjoitat salassapitositoumuksen.")
            ),
            Button(say("Kirjaudu"), "/account/login/"),
        ),
    )


def _review() -> Letter:
    return Letter(
        say("Tarkista käyttöoikeudet"),
        (
            Words(say("Uusi neljännesvuosi alkoi. Katso, tarvitseeko jokainen roolinsa edelleen.")),
            Button(say("Tarkista roolit"), PEOPLE),
        ),
    )


def _ends(until: datetime, at: datetime) -> Letter:
    words = say("Allekirjoituksesi on voimassa %(end)s asti. Sen jälkeen et näe työssäsi tarvitsemiasi tietoja.")
    return Letter(
        say("Salassapitositoumuksesi on päättymässä"),
        (
            Words(words % {"end": spoken.when(until, now=at, year=True)}),
            Button(say("Allekirjoita uudelleen"), AGREEMENT),
        ),
    )
