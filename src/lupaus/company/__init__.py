"""The company itself: who it is at each moment, and when it is open.

One profile with history feeds the notice, the invoices and the foot of every mail.
Source: notice, "Rekisterin Pitäjä"; GDPR art. 13(1)(a).
"""
