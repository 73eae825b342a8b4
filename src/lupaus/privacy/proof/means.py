"""For each promise: which words of the declarations it is about, and by what it is kept.

The words are those of `lupaus.promises`, so that a declaration that goes takes its mention along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lupaus.privacy.proof.mechanisms import Mechanism
from lupaus.promises import Basis, Category, Purpose, Recipient, Register, Source, Vocabulary


@dataclass(frozen=True, slots=True)
class Means:
    """What a promise is about, and by what it is kept."""

    about: tuple[Vocabulary, ...]
    by: tuple[Mechanism, ...]


def _means(*parts: Vocabulary | Mechanism) -> Means:
    about = tuple(part for part in parts if not isinstance(part, Mechanism))
    return Means(about, tuple(part for part in parts if isinstance(part, Mechanism)))


_C, _P, M = Category, Purpose, Mechanism

MEANS: Final[Mapping[str, Means]] = {
    "S1": _means(M.COMPILED, M.FORM),
    "S2": _means(_P.SELF_SERVICE, M.LETTER),
    "S3": _means(*Register, M.DECLARED),
    "S4": _means(_P.SERVICE_DELIVERY),
    "S5": _means(_P.CUSTOMER_CARE, M.DATABASE),
    "S6": _means(_P.IDENTIFICATION, _C.CREDENTIAL, M.DOOR),
    "S7": _means(_P.MESSAGING),
    "S8": _means(_P.SERVICE_DELIVERY, M.DATABASE),
    "S9": _means(_C.ORDER),
    "S10": _means(),
    "S11": _means(_P.WORKFORCE),
    "S12": _means(_C.ORDER),
    "S13": _means(_P.SECURITY),
    "S14": _means(_P.QUALITY),
    "S15": _means(_P.ORDERING, M.CLOCKWORK),
    "S16": _means(*Basis, M.DECLARED, M.CONSENT),
    "S17": _means(Register.CUSTOMERS, M.WINDOW),
    "S18": _means(Register.CUSTOMERS, M.WINDOW),
    "S19": _means(Recipient.PAYER, M.WINDOW),
    "S20": _means(Register.CUSTOMERS, M.CONSENT),
    "S21": _means(_C.NAME, M.FORM),
    "S22": _means(_C.STREET, _C.COORDINATES, _C.GRID, M.WINDOW),
    "S23": _means(_C.EMAIL, M.FORM),
    "S24": _means(_C.PHONE, M.WINDOW),
    "S25": _means(_C.NAME, _C.EMAIL),
    "S26": _means(_C.CUSTOMER_NUMBER, M.COMPUTED),
    "S27": _means(_C.DEVICE, M.CLOCKWORK),
    "S28": _means(_C.CREDENTIAL, _C.DEVICE, M.YOURSELF),
    "S29": _means(M.FORM),
    "S30": _means(_C.CONSENT),
    "S31": _means(_C.HEALTH, M.SEALED, M.WINDOW),
    "S32": _means(_C.ORDER_NOTE, M.WINDOW),
    "S33": _means(_C.BILLING_ADDRESS, M.WINDOW),
    "S34": _means(_C.ORDER, M.FROZEN),
    "S35": _means(_C.ORDER, M.COMPUTED),
    "S36": _means(_C.ORDER, M.DATABASE),
    "S37": _means(_C.ACCESS_CODE, M.WINDOW),
    "S38": _means(_C.ORDER_NOTE, M.FORM),
    "S39": _means(_C.CHILDREN, _C.PETS, M.FORM),
    "S40": _means(_C.INVOICE, M.COMPUTED),
    "S41": _means(_C.INVOICE),
    "S42": _means(Recipient.ASSIGNED_PROVIDER, M.DATABASE),
    "S43": _means(_C.COMMENT, M.WINDOW),
    "S44": _means(_C.RATING, M.FORM),
    "S45": _means(*Source, M.DECLARED),
    "S46": _means(Source.USE),
    "S47": _means(M.COMPARED),
    "S48": _means(M.CONSENT),
    "S49": _means(M.CONSENT),
    "S50": _means(M.COMPARED),
    "S51": _means(M.FORM),
    "S52": _means(_C.WORK, M.DOOR),
    "S53": _means(_P.SECURITY, M.DOOR),
    "S54": _means(_P.SELF_SERVICE),
    "S55": _means(_P.SELF_SERVICE),
    "S56": _means(_P.SECURITY),
    "S57": _means(_C.MESSAGE),
    "S58": _means(_C.EMAIL),
    "S59": _means(_C.EARLIER_VALUE, M.YOURSELF),
    "S60": _means(_P.SELF_SERVICE),
    "S61": _means(_C.CONSENT),
    "S62": _means(_P.MESSAGING),
    "S63": _means(*Recipient, M.GATE),
    "S64": _means(*Recipient, M.JOURNAL),
    "S65": _means(*Recipient, M.GATE),
    "S66": _means(M.DECLARED, M.CLOCKWORK),
    "S67": _means(M.SEALED, M.CLOCKWORK),
    "S68": _means(M.CLOCKWORK),
    "S69": _means(M.WINDOW),
    "S70": _means(Register.STAFF, M.SIGNED),
    "S71": _means(Register.PROVIDERS, M.SIGNED),
    "S72": _means(*Recipient, M.GATE),
    "S73": _means(*Recipient, M.GATE),
    "S74": _means(_P.SECURITY),
    "S75": _means(*Recipient, M.GATE),
    "S76": _means(_C.ACCESS_LOG, M.JOURNAL),
    "S77": _means(_P.SECURITY, M.SEALED),
    "S78": _means(M.WORD),
    "S79": _means(M.COMPILED),
    "S80": _means(M.COMPILED, M.COMPARED),
}
