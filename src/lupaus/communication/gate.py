"""The one question before anything is written to anybody: may we?

Source: notice, "Asiakastietojen käsittelyn tarkoitukset ja peruste"; act 917/2014, 200 § (marketing needs consent).
"""

from lupaus.communication.kinds import MessageKind, MessageType


def may_write(kind: MessageKind) -> bool:
    """Say whether a message of this kind may be written.

    Service messages carry out the agreement or guard the account and need no consent. Marketing needs one, and
    no consent is asked for yet, so nobody has given any.
    """
    return kind.type is MessageType.SERVICE
