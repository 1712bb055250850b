"""The vote on the accounts: administrative account or CFU.

- L2121-14 (quoted whole in question 11090, senat.fr): "Dans les séances où le compte administratif du maire est
  débattu, le conseil municipal élit son président. Dans ce cas, le maire peut, même s'il n'est plus en fonction,
  assister à la discussion ; mais il doit se retirer au moment du vote."
- The mayor is not counted among those present and gives and holds no pouvoir for this vote: oise.gouv.fr ("Le vote et
  la transmission du compte administratif"); answer to question 8561 (JO Sénat 25 June 2009); apgl64.fr. The answer to
  question 10296 (24 October 2023), on the quorum while the mayor attends the discussion, was read in part only.
- L1612-12 (legal.tricoteuses.fr LEGIARTI000051731724): "Le compte financier unique est approuvé si une majorité des
  voix ne s'est pas dégagée contre son adoption": a tie adopts, abstentions and blank votes not being counted.
"""

from __future__ import annotations

from .articles import Rule
from .events import BallotHeld, Entry
from .findings import computed
from .presence import here
from .state import Record, Sitting


def is_account_vote(record: Record | None, event: BallotHeld) -> bool:
    return bool(record and record.item.financial_account and event.purpose in ("text", "revote"))


def withdrawn_mayor(sitting: Sitting, record: Record) -> set[str]:
    """The mayor, where the item is the vote on the accounts."""
    mayor = sitting.context.mayor
    return {mayor} if mayor and record.item.financial_account else set()


def check(sitting: Sitting, record: Record, entry: Entry) -> None:
    """At the vote: the mayor has withdrawn, and somebody else presides, elected for it."""
    mayor, findings = sitting.context.mayor, sitting.findings
    if not mayor:
        text = "On ne sait pas qui est maire\u00a0: vérifiez que le maire s’est retiré et n’a pas présidé ce vote."
        findings.add("account_mayor_unknown", text, Rule.ACCOUNT, entry, blocking=False)
        return
    name = sitting.roster.name(mayor)
    if here(sitting, mayor) and mayor not in record.recused:
        text = f"Rien n’indique le retrait de {name} avant le vote du compte. Le maire n’est pas compté."
        findings.add("mayor_did_not_withdraw", text, Rule.ACCOUNT, entry)
    chair = record.chair or sitting.chair
    if chair == mayor:
        text = "Le compte est voté sous la présidence du maire\u00a0: le conseil élit un autre président pour ce point."
        findings.add("account_chair", text, Rule.ACCOUNT, entry, computed("présidence", name))
    elif not (record.chair and record.chair_elected):
        text = "Rien ne dit qui le conseil a élu pour présider ce point."
        findings.add("account_chair_not_elected", text, Rule.ACCOUNT, entry, blocking=False)
