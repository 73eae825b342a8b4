"""The vocabulary of the notice and the declaration every model makes. No Django.

Source: architecture, "Floors": low in the house, because every model declares.
"""

from lupaus.promises.access import ACCESS, Access, Relation
from lupaus.promises.actors import Actor, ActorKind, Role
from lupaus.promises.categories import Category
from lupaus.promises.declaration import ART_9_BASES, SEALED, SPECIAL, After, Erase, Holds
from lupaus.promises.text import Text
from lupaus.promises.vocabulary import Vocabulary, Word
from lupaus.promises.words import Basis, Purpose, Recipient, Register, Source, Trigger

__all__ = [
    "ACCESS",
    "ART_9_BASES",
    "SEALED",
    "SPECIAL",
    "Access",
    "Actor",
    "ActorKind",
    "After",
    "Basis",
    "Category",
    "Erase",
    "Holds",
    "Purpose",
    "Recipient",
    "Register",
    "Relation",
    "Role",
    "Source",
    "Text",
    "Trigger",
    "Vocabulary",
    "Word",
]
