"""What providers are written."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Letter, Words

INVITATION = kinds.register(
    MessageKind("providers.invitation", MessageType.SERVICE, says=_("Kutsu tekijäksi"), keep_days=8, is_secret=True)
)


def invitation(token: str, company: str, days: int) -> Letter:
    """Return the letter that invites somebody to open an account as a provider."""
    words = {"company": company, "days": days}
    welcome = say("%(company)s kutsui sinut tekijäksi. Avaa tilisi, niin näet käynnit ja työaikasi.")
    limits = say("Linkki toimii kerran ja %(days)s päivää. Jos et odottanut tätä viestiä, voit jättää sen huomiotta.")
    return Letter(
        say("Avaa tilisi: %(company)s") % words,
        (Words(welcome % words), Button(say("Avaa tili"), f"/invitation/{token}/"), Words(limits % words)),
    )
