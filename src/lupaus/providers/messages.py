"""What providers are written."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lupaus.communication import kinds
from lupaus.communication.kinds import MessageKind, MessageType
from lupaus.communication.letters import Button, Letter, Words

INVITATION = kinds.register(
    MessageKind("providers.invitation", MessageType.SERVICE, says=_("Kutsu tekijäksi"), keep_days=8, is_secret=True)
)

FIRM = kinds.register(
    MessageKind("providers.firm", MessageType.SERVICE, says=_("Kumppaniyrityksen yhteyshenkilölle"), keep_days=90)
)


def firm_invitation(company: str) -> Letter:
    """Return the letter to somebody who is to answer for a firm; it holds no secret: they sign in with a code."""
    words = {"company": company}
    told = say("%(company)s on nimennyt sinut yrityksesi yhteyshenkilöksi. Kirjaudu tällä sähköpostiosoitteella.")
    task = say("Ensin allekirjoitat salassapitositoumuksen. Sitten kerrot, ketä työntekijöistäsi salassapito sitoo.")
    limits = say("Jos et odottanut tätä viestiä, voit jättää sen huomiotta.")
    return Letter(
        say("Yrityksesi yhteyshenkilönä: %(company)s") % words,
        (Words(told % words), Words(task), Button(say("Kirjaudu"), "/firm/"), Words(limits)),
    )


def proposal_decided(*, is_approved: bool) -> Letter:
    """Return the letter that tells a firm what became of a proposal; it names nobody."""
    if is_approved:
        subject, told = say("Ehdotuksesi hyväksyttiin"), say("Ehdottamasi tekijä on nyt tekijöidemme joukossa.")
    else:
        subject, told = say("Ehdotustasi ei hyväksytty"), say("Ehdottamasi henkilön tiedot on poistettu.")
    return Letter(subject, (Words(told), Button(say("Katso työntekijäsi"), "/firm/")))


def invitation(token: str, company: str, days: int) -> Letter:
    """Return the letter that invites somebody to open an account as a provider."""
    words = {"company": company, "days": days}
    welcome = say("%(company)s kutsui sinut tekijäksi. Avaa tilisi, niin näet käynnit ja työaikasi.")
    limits = say("Linkki toimii kerran ja %(days)s päivää. Jos et odottanut tätä viestiä, voit jättää sen huomiotta.")
    return Letter(
        say("Avaa tilisi: %(company)s") % words,
        (Words(welcome % words), Button(say("Avaa tili"), f"/invitation/{token}/"), Words(limits % words)),
    )
