"""What the customer register holds: customers and who is linked to them, one module per theme."""

from lupaus.register.models.customers import (
    A_YEAR,
    MAP_SERVICE,
    Access,
    Address,
    AddressLabel,
    CoordinatesSource,
    Customer,
    FormerNumber,
    Kind,
    Language,
    Merge,
    PostcodeArea,
    RevisedField,
    Revision,
)
from lupaus.register.models.linked import (
    Channel,
    CompanyUser,
    ContactPerson,
    ContactRole,
    Informing,
    Linked,
    NextOfKin,
    Representative,
)
from lupaus.register.models.payers import BillingParty
from lupaus.register.models.relationship import ContractEnd, Registrant

__all__ = [
    "A_YEAR",
    "MAP_SERVICE",
    "Access",
    "Address",
    "AddressLabel",
    "BillingParty",
    "Channel",
    "CompanyUser",
    "ContactPerson",
    "ContactRole",
    "ContractEnd",
    "CoordinatesSource",
    "Customer",
    "FormerNumber",
    "Informing",
    "Kind",
    "Language",
    "Linked",
    "Merge",
    "NextOfKin",
    "PostcodeArea",
    "Registrant",
    "Representative",
    "RevisedField",
    "Revision",
]
