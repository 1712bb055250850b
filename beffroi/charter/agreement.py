"""Whether what stops or limits AI is what the journal says: a row written around the program is named."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from beffroi.audit.models import Entry
from beffroi.town.scope import commune_in_scope

from .domain.wording import french
from .models import Budget, SwitchTurn
from .state import SAID, is_told

Limit = tuple[str, str, str, str]


def disagreements() -> list[str]:
    """French sentences, one for each turn of the switch and each limit of the commune in scope that the journal does
    not tell, or tells otherwise; empty when they agree."""
    return [french(each) for each in (*_switch(), *_limits())]


def _switch() -> Iterator[str]:
    turns = list(SwitchTurn.objects.select_related("entry").order_by("pk"))
    for turn in turns:
        if not is_told(turn):
            what = "arrêtée" if turn.off else "remise en marche"
            yield f"Interrupteur : l’IA a été {what} le {turn.at:%d/%m/%Y} sans que le journal le dise."
    said = _lines(*SAID.values()).values_list("pk", "sequence")
    kept = {turn.entry_id for turn in turns}
    for pk, sequence in said:
        if pk not in kept:
            yield f"Interrupteur : le tour que dit la ligne {sequence} du journal n’est plus dans la base."


def _limits() -> Iterator[str]:
    said: dict[Limit, int] = {}
    for action, data in _lines("budget_changed", "budget_removed").values_list("action", "data"):
        key = (data["use"], data["service"], data.get("unit", ""), data.get("period", ""))
        if action == "budget_changed":
            said[key] = data["most"]
        else:
            # Lines of the first versions do not say which of the limits of a use was taken away.
            gone = [each for each in said if each == key or (not key[2] and each[:2] == key[:2])]
            for each in gone:
                del said[each]
    kept = {(each.use, each.service, each.unit, each.period): each for each in Budget.objects.all()}
    for key, budget in kept.items():
        if said.get(key) != budget.most:
            yield f"Limite « {budget} » : le journal ne dit pas cette limite."
    for key in said.keys() - kept.keys():
        yield f"Limite de {said[key]} pour « {key[0] or 'tous les usages'} » : le journal la dit, la base ne l’a plus."


def _lines(*actions: str) -> QuerySet[Entry]:
    commune = commune_in_scope("Le journal est demandé")
    return Entry.objects.filter(commune=commune, action__in=actions).order_by("sequence")
