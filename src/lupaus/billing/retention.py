"""How long bookkeeping keeps what it must."""

from typing import Final

from lupaus.promises import After, Trigger

VOUCHER_YEARS: Final = 6
VOUCHERS: Final = After(
    Trigger.FINANCIAL_YEAR_END, years=VOUCHER_YEARS, ground="Kirjanpitolaki (1336/1997) 2 luku 10 §"
)
