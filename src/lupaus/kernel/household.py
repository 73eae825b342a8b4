"""The household tax credit (kotitalousvähennys), with the steps of its arithmetic."""

from dataclasses import dataclass

from lupaus.kernel.money import Money
from lupaus.kernel.statutes import CreditRule


@dataclass(frozen=True, slots=True)
class Credit:
    """What one purchase of labour brings one payer, and every figure on the way, to be shown in this order."""

    rule: CreditRule
    labour: Money
    already: Money
    """Labour this payer has already paid to us this year; what was bought elsewhere we do not know."""
    together: Money
    share: Money
    """The percentage of all labour of the year."""
    above_own_share: Money
    """The share less the payer's own share, never below zero."""
    whole_year: Money
    """The credit of the year, never above the maximum."""
    before: Money
    """The part of it that earlier purchases have already brought."""
    amount: Money
    """What this purchase adds."""

    @property
    def capped(self) -> bool:
        """Return whether the year's maximum cuts the credit."""
        return self.above_own_share > self.rule.maximum


def credit(labour: Money, already: Money, rule: CreditRule) -> Credit:
    """Return what a purchase of labour (VAT included) adds to the payer's credit of the year.

    Per person and year: max(0, min(1 600, 35 % of labour − 150)).

    Source: Tax Administration, "Kotitalousvähennyksen määrä".
    """
    together = labour + already
    share = together.percent(rule.percent)
    above = max(Money.zero(), share - rule.own_share)
    whole_year = min(rule.maximum, above)
    before = min(rule.maximum, max(Money.zero(), already.percent(rule.percent) - rule.own_share))
    return Credit(
        rule=rule,
        labour=labour,
        already=already,
        together=together,
        share=share,
        above_own_share=above,
        whole_year=whole_year,
        before=before,
        amount=whole_year - before,
    )
