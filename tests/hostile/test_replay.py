"""H29, H54: what was good once is not good for ever: cookies, forms, links, codes, held times."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from lupaus.accounts import grants, sign_in_links, users
from lupaus.accounts.models import Grant, Session, User
from lupaus.foundation import clock
from lupaus.orders.models import Draft, Order
from lupaus.promises import Role
from lupaus.providers import invitations
from lupaus.providers.models import Provider
from tests.doors import DOORS, ORDERING, OWNER, VISITOR, A, Door
from tests.hostile.conftest import Browser, Walk, post
from tests.hostile.test_effects import written
from tests.support import SYSTEM, outbox

pytestmark = pytest.mark.django_db

COOKIE = settings.SESSION_COOKIE_NAME
MONTH = timedelta(days=31)
SIGN_IN = "/account/login/"


@pytest.fixture
def a_month_later(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 31 days pass, on the wall and for business, after every form was read."""
    assert walk.forms(DOORS["customer:data_phone"])[0].typed
    present = clock.wall
    monkeypatch.setattr(clock, "wall", lambda: present() + MONTH)


def newest_code(kind: str) -> str:
    found = re.search("[A-Z]{4}-[A-Z]{4}", outbox(kind)[-1].text)
    assert found
    return found.group()


def signs_in(client: Client, user: User, walk: Walk, name: str = "a") -> None:
    """Sign in as a person does, with a mailed code."""
    del user
    address = getattr(walk.world.cast, name).email
    client.post("/account/login/", {"email": address})
    client.post("/account/login/code/", {"code": newest_code("accounts.login_code")})


def test_h29_a_cookie_from_before_the_sign_in_is_dead_after_it(walk: Walk) -> None:
    with walk.attempt(VISITOR) as victim:
        victim.get("/order/")
        victim.post("/order/", {"postcode": "00500"})
        victim.post("/account/login/", {"email": walk.world.cast.a.email})
        planted = victim.cookies[COOKIE].value
        victim.post("/account/login/code/", {"code": newest_code("accounts.login_code")})

        assert victim.get("/my/").status_code == 200
        assert planted != victim.cookies[COOKIE].value
        attacker = walk.browser(VISITOR)
        attacker.cookies[COOKIE] = planted
        assert attacker.get("/my/")["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("planted", ["a" * 32, "", "../../etc", "x" * 5000])
def test_h29_a_cookie_that_somebody_made_up_becomes_nobodys_session(walk: Walk, planted: str) -> None:
    with walk.attempt(VISITOR) as victim:
        victim.cookies[COOKIE] = planted
        signs_in(victim, walk.world.users[A], walk)

        assert victim.get("/my/").status_code == 200
        assert victim.cookies[COOKIE].value != planted


def _disable(walk: Walk, client: Browser) -> None:
    users.disable(walk.world.users[A], by=SYSTEM, at=walk.world.at)


def _sign_out(walk: Walk, client: Browser) -> None:
    client.post("/account/logout/")


def _end_elsewhere(walk: Walk, client: Browser) -> None:
    other = walk.browser(VISITOR)
    signs_in(other, walk.world.users[A], walk)
    other.post("/account/sessions/", {"others": "1"})


def _change_password(walk: Walk, client: Browser) -> None:
    other = walk.browser(VISITOR)
    signs_in(other, walk.world.users[A], walk)
    words = "Kanarialintu laulaa aamulla 17"
    assert other.post("/account/password/first/", {"password1": words, "password2": words}).status_code == 302


def _change_address(walk: Walk, client: Browser) -> None:
    other = walk.browser(VISITOR)
    signs_in(other, walk.world.users[A], walk)
    other.post("/account/email/", {"email": "uusi@kanarialintu.fi", "action_add": ""})
    other.post("/account/email/code/", {"code": newest_code("accounts.address_code")})
    assert users.by_email("uusi@kanarialintu.fi") == walk.world.users[A]


@pytest.mark.parametrize("act", [_sign_out, _disable, _end_elsewhere, _change_password, _change_address])
def test_h29_a_cookie_is_dead_after_its_end(walk: Walk, act: Callable[[Walk, Browser], None]) -> None:
    with walk.attempt(A) as client:
        kept = client.cookies[COOKIE].value
        assert client.get("/my/").status_code == 200

        act(walk, client)

        thief = walk.browser(VISITOR)
        thief.cookies[COOKIE] = kept
        for door in (DOORS["customer:data"], DOORS["account_home"], DOORS["customer:visit_cancellation"]):
            for answer in (thief.get(walk.address(door)), thief.post(walk.address(door))):
                assert answer.status_code == 302, door.name
                assert answer["Location"].startswith(SIGN_IN)


def test_h29_a_cookie_has_no_role_that_was_taken_away(walk: Walk) -> None:
    with walk.attempt(OWNER) as client:
        assert client.get("/staff/setup/").status_code == 200
        grants.give(walk.world.users["office"], Role.OWNER, by=SYSTEM, at=walk.world.at)
        held = Grant.objects.live(walk.world.at).get(user=walk.world.users[OWNER], role=Role.OWNER)
        grants.revoke(held, by=SYSTEM, at=walk.world.at)

        for door in DOORS.values():
            if door.who == {OWNER}:
                assert client.get(walk.address(door)).status_code in {404, 405}, door.name


def test_control_the_same_cookie_lives_where_nothing_ended(walk: Walk) -> None:
    with walk.attempt(A) as client:
        thief = walk.browser(VISITOR)
        thief.cookies[COOKIE] = client.cookies[COOKIE].value

        assert thief.get("/my/data/").status_code == 200


@pytest.mark.parametrize(
    "door", [door for door in DOORS.values() if not {VISITOR, ORDERING} & set(door.who)], ids=lambda door: door.name
)
def test_h54_a_form_sent_a_month_later_leads_to_the_sign_in_and_does_nothing(
    walk: Walk, door: Door, a_month_later: None
) -> None:
    for form in walk.forms(door):
        before = written()
        with walk.attempt(door.first, checks_csrf=True) as client:
            client.cookies[settings.CSRF_COOKIE_NAME] = token = "a" * 32
            answer = post(client, form.action, {**form.filled(), "csrfmiddlewaretoken": token})

            assert answer.status_code in {302, 404}, door.name
            assert answer.get("Location", SIGN_IN).startswith(SIGN_IN)
            assert written() == before


def test_control_the_same_form_does_something_today(walk: Walk) -> None:
    (form,) = walk.forms(DOORS["customer:data_phone"])
    before = written()
    with walk.attempt(A, checks_csrf=True) as client:
        client.cookies[settings.CSRF_COOKIE_NAME] = token = "a" * 32
        sent = {**form.filled(), **dict.fromkeys(form.typed, "+358 40 111 2233"), "csrfmiddlewaretoken": token}

        assert post(client, form.action, sent).status_code == 302
        assert written() != before


@pytest.mark.parametrize("screen", ["time", "address", "contact", "check"])
def test_h54_an_order_left_for_a_month_begins_again(walk: Walk, screen: str, a_month_later: None) -> None:
    orders = Order.objects.count()
    (form, *_) = walk.forms(DOORS[f"public:order_{screen}"])
    with walk.attempt(ORDERING) as client:
        answer = post(client, form.action, form.standing())

        assert answer.status_code == 302 or "aika" in answer.content.decode().lower()
        assert not answer.get("Location", "/order/").startswith("/my/")
        assert Order.objects.count() == orders


def test_h54_a_held_time_that_is_over_is_not_taken(walk: Walk) -> None:
    """The session still lives, the ten minutes are over, and so is the day of the visit."""
    orders = Order.objects.count()
    (form, *_) = walk.forms(DOORS["public:order_check"])
    with walk.attempt(ORDERING) as client:
        Draft.objects.filter(order=None).update(touched_at=walk.world.at + MONTH)
        clock.set_to(walk.world.at + MONTH)
        answer = post(client, form.action, form.standing())

        assert answer.status_code in {302, 409, 422}
        assert Order.objects.count() == orders


def test_h54_an_old_sign_in_link_says_so(walk: Walk, a_month_later: None) -> None:
    with walk.attempt(VISITOR) as client:
        now = clock.wall() - MONTH
        token = sign_in_links.make(walk.world.users[A], by=SYSTEM, at=walk.world.at, now=now)
        for answer in (client.get(f"/account/link/{token}/"), client.post(f"/account/link/{token}/")):
            assert answer.status_code == 404
            assert "vanhentunut" in answer.content.decode()
        assert not Session.objects.filter(user=walk.world.users[A], begun_at__gt=now + timedelta(days=1)).exists()


def test_h54_an_old_invitation_says_so(walk: Walk, a_month_later: None) -> None:
    with walk.attempt(VISITOR) as client:
        provider = Provider.objects.get(id=walk.world.ids["provider_q"])
        Provider.objects.filter(id=provider.id).update(user=None)
        invitations.invite(provider, by=SYSTEM, at=walk.world.at, now=clock.wall() - MONTH)
        (path,) = set(re.findall(r"/invitation/[^/\s]+/", outbox("providers.invitation")[-1].text))
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 410
            assert "vanhentunut" in answer.content.decode()
        assert Provider.objects.get(id=provider.id).user is None


def test_h54_an_old_code_signs_nobody_in(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    present = clock.wall
    with walk.attempt(VISITOR) as client:
        client.post("/account/login/", {"email": walk.world.cast.a.email})
        code = newest_code("accounts.login_code")
        monkeypatch.setattr(clock, "wall", lambda: present() + MONTH)
        client.post("/account/login/code/", {"code": code})

        assert client.get("/my/").status_code == 302
