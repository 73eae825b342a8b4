"""An installation says when its keys and its database do not belong together."""

from uuid import uuid4

import pytest

from lupaus.project.installation import _keys_are_lost
from lupaus.vault.models import Subject, SubjectKind
from lupaus.vault.subjects import mint
from tests.support import NOON

pytestmark = pytest.mark.django_db


def test_people_without_any_key_are_noticed() -> None:
    Subject.objects.create(id=uuid4(), kind=SubjectKind.CUSTOMER, minted_at=NOON)

    assert _keys_are_lost()


def test_control_one_key_that_opens_somebody_is_enough() -> None:
    Subject.objects.create(id=uuid4(), kind=SubjectKind.CUSTOMER, minted_at=NOON)
    mint(SubjectKind.CUSTOMER, at=NOON)

    assert not _keys_are_lost()


def test_an_empty_installation_has_lost_nothing() -> None:
    assert not _keys_are_lost()
