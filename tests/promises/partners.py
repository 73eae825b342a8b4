"""Naming a partner from outside: the officer's three steps and the owner's approval."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from lupaus.partners.models import Item, Partner
from lupaus.partners.questions import Question
from tests.partnership import PDF
from tests.world import World

WHO: Final[Mapping[str, object]] = {
    "recipient": "mail_carrier",
    "name": "Posti Malli Oy",
    "country": "FI",
    "ground": "eea",
    "categories": ["email", "message"],
    "hosts": "127.0.0.1",
}
AGREED: Final[Mapping[str, object]] = {
    "signed_on": "2.11.2026",
    "items": Item.values,
    "given_by": "Maija Malli",
    "secret_until": "31.12.2030",
}
ASSESSED: Final[Mapping[str, object]] = dict.fromkeys(Question.values, "yes") | {
    "rests_on": "ISO 27001 -todistus",
    "review_on": "1.11.2027",
}


def name_partner(world: World, who: Mapping[str, object] = WHO, *, is_approved: bool = True) -> UUID:
    """Name a partner at the desk with everything it needs, and return its id."""
    officer = world.client("privacy")
    officer.post("/desk/partners/new/", dict(who))
    partner = Partner.objects.latest("begins_at")
    paper = SimpleUploadedFile("sopimus.pdf", PDF, "application/pdf")
    officer.post(f"/desk/partners/{partner.pk}/agreement/", {**AGREED, "paper": paper})
    officer.post(f"/desk/partners/{partner.pk}/assessment/", dict(ASSESSED))
    if is_approved:
        approve(world, partner.pk)
    return partner.pk


def approve(world: World, partner: UUID) -> None:
    """Let the owner approve the newest assessment of a partner."""
    assessment = Partner.objects.get(pk=partner).assessments.latest("made_at")
    world.client("owner").post(f"/desk/partners/assessments/{assessment.pk}/approval/")
