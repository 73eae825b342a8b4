"""Who else is at home: animals by kind, children by number and age band. Names are never asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lupaus.kernel.refused import Refused

MOST: Final = 20
"""More of one kind than this is a typing error."""


class Pet(models.TextChoices):
    """Kinds of animals that matter to whoever comes: allergies, fears, doors kept shut."""

    DOG = "dog", _("Koira")
    CAT = "cat", _("Kissa")
    RODENT = "rodent", _("Jyrsijä tai kani")
    BIRD = "bird", _("Lintu")
    OTHER = "other", _("Muu eläin")


class AgeBand(models.TextChoices):
    """Bands of age, wide enough not to tell a birthday."""

    UNDER_3 = "under_3", _("alle 3-vuotiaita")
    FROM_3 = "from_3", _("3–6-vuotiaita")
    FROM_7 = "from_7", _("7–12-vuotiaita")
    FROM_13 = "from_13", _("13–17-vuotiaita")


class NotACount(Refused):
    """When a number of animals or children is negative or absurdly large."""

    message = _("Anna lukumäärä väliltä 0–%(most)s")


@dataclass(frozen=True, slots=True)
class HouseholdAnswer:
    """How many animals of which kind, and how many children of which age; kinds that are not there are left out."""

    pets: Mapping[Pet, int] = field(default_factory=dict)
    children: Mapping[AgeBand, int] = field(default_factory=dict)

    @classmethod
    def checked(cls, *, pets: Mapping[str, int], children: Mapping[str, int]) -> Self:
        """Return the answer in the form in which we keep it.

        Raises:
            NotACount: a number is outside 0–20.
        """
        return cls(
            {Pet(kind): _count(count) for kind, count in pets.items() if count},
            {AgeBand(band): _count(count) for band, count in children.items() if count},
        )

    @classmethod
    def from_json(cls, pets: Mapping[str, int] | None, children: Mapping[str, int] | None) -> Self:
        """Return the answer that the two columns hold."""
        return cls.checked(pets=pets or {}, children=children or {})

    @property
    def pets_json(self) -> dict[str, int] | None:
        """Return the animals as plain JSON, None without any."""
        return {kind.value: count for kind, count in self.pets.items()} or None

    @property
    def children_json(self) -> dict[str, int] | None:
        """Return the children as plain JSON, None without any."""
        return {band.value: count for band, count in self.children.items()} or None


def _count(count: int) -> int:
    if not 0 <= count <= MOST:
        raise NotACount(most=MOST)
    return count


def pets_in_words(stored: Mapping[str, int] | None) -> list[str]:
    """Return the animals as people say them: ["Kissa", "Koira, 2"]."""
    return [_in_words(str(Pet(kind).label), count) for kind, count in sorted((stored or {}).items())]


def children_in_words(stored: Mapping[str, int] | None) -> list[str]:
    """Return the children as people say them: ["1 lapsi (alle 3 v)", "2 lasta (3–6 v)"]."""
    counts = stored or {}
    said = {
        AgeBand.UNDER_3: lambda count: ngettext("%(count)d lapsi (alle 3 v)", "%(count)d lasta (alle 3 v)", count),
        AgeBand.FROM_3: lambda count: ngettext("%(count)d lapsi (3–6 v)", "%(count)d lasta (3–6 v)", count),
        AgeBand.FROM_7: lambda count: ngettext("%(count)d lapsi (7–12 v)", "%(count)d lasta (7–12 v)", count),
        AgeBand.FROM_13: lambda count: ngettext("%(count)d lapsi (13–17 v)", "%(count)d lasta (13–17 v)", count),
    }
    ages = [band for band in AgeBand if band.value in counts]
    return [said[band](counts[band.value]) % {"count": counts[band.value]} for band in ages]


def _in_words(kind: str, count: int) -> str:
    return kind if count == 1 else f"{kind}, {count}"
