"""Who receives personal data from us: their country and ground of transfer, the agreement, the assessment.

Every integration asks `gate.may_send` before anything leaves, and everything that leaves goes through `egress`.
Source: notice, "Henkilötietojen luovuttaminen kolmansille osapuolille"; GDPR art. 13(1)(e)-(f), 28, 44-46.
"""
