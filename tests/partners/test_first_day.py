"""A fresh installation sends the mail that signs its owner in; what is set up later gets nothing by itself."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from lupaus.foundation import clock
from lupaus.partners import first_day, gate, partners, queries
from lupaus.partners.gaps import Gap
from lupaus.partners.models import Partner
from lupaus.promises import Recipient
from tests.support import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_up(settings: Settings) -> Settings:
    settings.LUPAUS_EMAIL_URL = "smtps://user:secret@smtp.malli.example"
    settings.LUPAUS_SMS_URL = "https://sms.malli.example/v1"
    settings.LUPAUS_GEOCODER, settings.LUPAUS_GEOCODER_URL = "digitransit", ""
    return settings


def test_whoever_is_set_up_gets_thirty_days_to_have_its_papers_filled_in(set_up: Settings) -> None:
    named = first_day.name_what_is_set_up(by=SYSTEM, at=NOON)

    hosts = {each.recipient: each.details.hosts for each in queries.standings(NOON)}
    assert hosts == {
        Recipient.MAIL_CARRIER: ["smtp.malli.example"],
        Recipient.TEXT_CARRIER: ["sms.malli.example"],
        Recipient.MAP_SERVICE: ["api.digitransit.fi"],
    }
    assert len(named) == 3
    verdicts = [
        gate.may_send(Recipient.MAIL_CARRIER, host="smtp.malli.example", at=NOON + timedelta(days=days))
        for days in (29, 30)
    ]
    assert [verdict.ok for verdict in verdicts] == [True, False]
    assert Gap.NO_AGREEMENT in verdicts[0].codes


def test_what_is_set_up_later_is_not_named_by_itself(set_up: Settings) -> None:
    first_day.name_what_is_set_up(by=SYSTEM, at=NOON)
    set_up.LUPAUS_SMS_URL = "https://other.example/v1"

    assert first_day.name_what_is_set_up(by=SYSTEM, at=NOON) == []
    assert gate.may_send(Recipient.TEXT_CARRIER, host="other.example", at=NOON).codes == {Gap.UNDECLARED}


def test_in_development_and_on_our_own_machine_there_is_nobody_to_name(settings: Settings) -> None:
    settings.LUPAUS_EMAIL_URL = "smtp://127.0.0.1:2525"
    settings.LUPAUS_SMS_URL = "console:"

    assert first_day.name_what_is_set_up(by=SYSTEM, at=NOON) == []


def test_the_operator_gives_a_carrier_more_days_when_nobody_can_sign_in(set_up: Settings) -> None:
    clock.set_to(NOON)
    call_command("partners", first_day=True, stdout=StringIO())
    Partner.objects.update(provisional_until=NOON - timedelta(hours=1))
    told = StringIO()

    call_command("partners", stdout=told)
    call_command("partners", excuse="mail_carrier", days=3, stdout=told)

    assert told.getvalue().count("gets nothing") == 3 + 2
    assert "Kirjallinen sopimus puuttuu" in told.getvalue()
    assert gate.may_send(Recipient.MAIL_CARRIER, host="smtp.malli.example", at=NOON + timedelta(days=2)).ok


def test_the_operator_is_told_what_cannot_be_done(set_up: Settings) -> None:
    clock.set_to(NOON)

    with pytest.raises(CommandError, match="no partner"):
        call_command("partners", excuse="mail_carrier", stdout=StringIO())
    call_command("partners", first_day=True, stdout=StringIO())
    with pytest.raises(CommandError, match="30"):
        call_command("partners", excuse="mail_carrier", days=31, stdout=StringIO())
    partners.end(Partner.objects.get(recipient="mail_carrier"), by=SYSTEM, at=clock.now())
    with pytest.raises(CommandError, match="no partner"):
        call_command("partners", excuse="mail_carrier", stdout=StringIO())
