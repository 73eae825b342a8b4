"""What an agreement has to cover, and what a partner is asked before it receives anything.

Source: GDPR art. 28(1), 28(3)(a)-(h), 32.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Item(models.TextChoices):
    """A point that the written agreement has to cover."""

    SUBJECT_MATTER = "subject_matter", _("Käsittelyn kohde, kesto, luonne, tarkoitus ja tiedot")
    INSTRUCTIONS = "instructions", _("Käsittelee vain meidän ohjeidemme mukaan")
    SECRECY = "secrecy", _("Henkilöstöä sitoo salassapito")
    SECURITY = "security", _("Suojaa tiedot asetuksen 32 artiklan mukaan")
    SUBPROCESSORS = "subprocessors", _("Käyttää alikäsittelijöitä vain luvalla")
    RIGHTS = "rights", _("Auttaa vastaamaan ihmisten pyyntöihin")
    ASSISTANCE = "assistance", _("Auttaa tietoturvassa, ilmoituksissa ja arvioinneissa")
    DELETION = "deletion", _("Poistaa tai palauttaa tiedot lopuksi")
    AUDIT = "audit", _("Osoittaa noudattavansa ehtoja ja sallii tarkastukset")


class Question(models.TextChoices):
    """A question of the assessment."""

    LOCATION = "location", _("Onko tiedossa, missä maissa tiedot ovat?")
    ENCRYPTION = "encryption", _("Salataanko tiedot siirrossa ja levyllä?")
    ACCESS = "access", _("Onko pääsy rajattu niihin, jotka sitä tarvitsevat?")
    SECRECY = "secrecy", _("Onko henkilöstö sitoutunut salassapitoon?")
    BREACHES = "breaches", _("Ilmoittaako kumppani tietoturvaloukkauksista viipymättä?")
    SUBPROCESSORS = "subprocessors", _("Onko alikäsittelijät lueteltu?")
    DELETION = "deletion", _("Poistaako kumppani tiedot sovitusti?")
    EVIDENCE = "evidence", _("Onko kumppanilla tuore tarkastus tai sertifikaatti?")


class Answer(models.TextChoices):
    """How a question is answered."""

    YES = "yes", _("Kyllä")
    PARTLY = "partly", _("Osittain")
    NO = "no", _("Ei tai ei tiedossa")


POINTS: Final = {Answer.YES: 100, Answer.PARTLY: 50, Answer.NO: 0}
PASSES_AT: Final = 70
"""An assessment below this score cannot be approved."""


def score(answers: dict[str, str]) -> int:
    """Return how good the answers are, of a hundred; a question without an answer counts as a no."""
    return sum(POINTS[Answer(answers.get(each, Answer.NO))] for each in Question.values) // len(Question)
