"""Clause 14: an assessment before a new use, with its signatures."""

from __future__ import annotations

from collections.abc import Collection

from .base import Act, ActKind, Call, Clause, Event, Parameter, Proof, Ruling, Values, named, require

ROLES = {
    "referent": "le référent IA",
    "dpo": "le délégué à la protection des données",
    "service": "le service utilisateur",
    "elected": "un élu",
    "mayor": "le maire",
}
_ONE_AGENT = ("mayor", "dpo")


def signatures_asked(values: Values) -> list[str]:
    """Roles that must sign, in order: the mayor and the shared DPO alone where the commune has one agent."""
    asked = _ONE_AGENT if values["one_agent"] else values["signatures"]
    return [role for role in ROLES if role in asked]


def _write(values: Values) -> str:
    asked = signatures_asked(values)
    signed = f", signée par {named(asked, ROLES)}" if asked else ""
    stop = " Sans elle, l’usage ne sert pas." if values["block_calls"] else ""
    return f"Un nouvel usage est précédé d’une évaluation écrite : apports, risques, parades{signed}.{stop}"


def _judge(event: Event, values: Values) -> Ruling | None:
    deploys = isinstance(event, Act) and event.kind is ActKind.DEPLOY_USE
    if deploys or (isinstance(event, Call) and values["block_calls"]):
        return _lacking(event.dossier.signed, values)
    return None


def _lacking(signed: Collection[str], values: Values) -> Ruling | None:
    left = [role for role in signatures_asked(values) if role not in signed]
    if not left:
        return None
    return require(
        f"L’évaluation de cet usage n’est pas signée par {named(left, ROLES)}.",
        "Complétez l’évaluation et faites-la signer ; en attendant, l’usage reste en test, ou se fait sans IA.",
        *(f"signature:{role}" for role in left),
    )


def _foresee(values: Values) -> list[str]:
    asked = signatures_asked(values)
    lines = [f"{len(asked)} signature{'s' if len(asked) > 1 else ''} avant qu’un usage soit déployé."]
    if values["block_calls"]:
        lines.append("Les usages déjà en service s’arrêtent jusqu’à ce que leur évaluation soit signée.")
    return lines


CLAUSE = Clause(
    14,
    "assessment",
    "Évaluer avant de déployer",
    _write,
    _judge,
    _foresee,
    (
        Parameter(
            "signatures", "Signataires", "choices", ["referent", "dpo", "service", "elected"], tuple(ROLES.items())
        ),
        Parameter("one_agent", "Commune d’un seul agent : le maire et le délégué mutualisé signent", "yes_no", False),
        Parameter("block_calls", "Arrêter un usage dont l’évaluation n’est pas signée", "yes_no", False),
    ),
    proofs=(
        Proof("Signatures d’évaluations", ("assessment_signed",)),
        Proof(
            "Usages arrêtés faute de signature",
            ("ai_call_refused", "act_refused"),
            {"refused_by": 14},
            role="exception",
        ),
    ),
)
