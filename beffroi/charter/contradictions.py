"""Settings that contradict each other: told where the charter is written, never refused. The strictest wins anyway."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .clauses import BY_CODE, zones
from .domain.events import DATA_NAMES
from .domain.wording import french
from .policy import Article, article_of
from .uses import use_named

Articles = Mapping[str, Article]
Rule = Callable[[Articles], str]


def contradictions(settings: Any) -> list[str]:
    """French sentences, one a contradiction, each naming its articles."""
    articles = {code: article for code, clause in BY_CODE.items() if (article := article_of(clause, settings)).on}
    return [french(said) for rule in _RULES if (said := rule(articles))]


def _value(articles: Articles, code: str, key: str) -> Any:
    """None where the article is not kept."""
    return articles[code].values[key] if code in articles else None


def _two_people(articles: Articles) -> str:
    if _value(articles, "human_primacy", "other_person") and _value(articles, "assessment", "one_agent"):
        return (
            "L’article 1 demande qu’une autre personne valide, et l’article 14 dit que la commune n’a qu’un agent : un "
            "élu devra avoir un compte de relecteur, sinon rien ne pourra être validé."
        )
    return ""


def _masked_or_refused(articles: Articles) -> str:
    refuses = _value(articles, "personal_data", "how") == "refuse"
    if refuses and _value(articles, "places", "masked_as") in ("internal", "public"):
        return (
            "L’article 3 refuse l’envoi de données personnelles, l’article 4 le permet une fois masquées : c’est le "
            "refus qui l’emporte."
        )
    return ""


def _further_than_allowed(articles: Articles) -> str:
    """Clause 3 lets protected data go as it is where clause 4 stops it."""
    allowed, protected = _value(articles, "personal_data", "places"), _value(articles, "personal_data", "classes")
    if not allowed or "places" not in articles:
        return ""
    for data in protected or ():
        furthest = articles["places"].values.get(data)
        further = [each for each in allowed if furthest and not zones.within(each, furthest)]
        if further:
            return (
                f"L’article 3 laisse aller les {DATA_NAMES[data]} telles quelles vers {zones.ZONE_NAMES[further[0]]}, "
                "l’article 4 les arrête avant : c’est l’article 4 qui l’emporte."
            )
    return ""


def _masked_nowhere(articles: Articles) -> str:
    masks = _value(articles, "personal_data", "how") == "mask"
    if masks and _value(articles, "places", "masked_as") == "same":
        return "L’article 3 masque avant l’envoi, mais l’article 4 n’en laisse pas partir davantage pour autant."
    return ""


def _european(articles: Articles) -> str:
    reach = [_value(articles, "places", each) for each in ("public", "internal", "personal", "sensitive")]
    if _value(articles, "sovereignty", "eu_only") and "anywhere" in reach:
        return (
            "L’article 4 permet tout hébergeur, l’article 17 refuse ce qui n’est pas dans l’Union européenne : c’est "
            "l’article 17 qui l’emporte."
        )
    return ""


def _residents(articles: Articles) -> str:
    listed = _value(articles, "listed_uses", "uses") or []
    facing = [code for code in listed if (use := use_named(code)) and use.facing_residents]
    if facing and _value(articles, "facing_residents", "mode") == "forbidden":
        return (
            f"L’article 5 permet l’usage « {facing[0]} », qui répond aux habitants, et l’article 11 l’interdit : c’est "
            "l’article 11 qui l’emporte."
        )
    return ""


def _untold(articles: Articles) -> str:
    where = _value(articles, "residents_told", "where")
    if _value(articles, "facing_residents", "mode") == "handover" and "answer_resident" not in (where or []):
        return "Une IA peut répondre aux habitants (article 11), mais rien n’oblige à le leur dire (article 9)."
    return ""


def _trained_in_time(articles: Articles) -> str:
    if _value(articles, "training", "block"):
        return (
            "L’article 20 ferme les usages à qui n’est pas formé dès le jour d’effet : laissez le temps des formations "
            "entre le vote et cette date."
        )
    return ""


def _trained_for_nothing(articles: Articles) -> str:
    listed, trained = _value(articles, "listed_uses", "uses"), _value(articles, "training", "uses")
    if listed and (left := sorted(set(trained or ()) - set(listed))):
        return f"L’article 20 forme à l’usage « {left[0]} », que l’article 5 ne permet pas."
    return ""


def _nobody_signs(articles: Articles) -> str:
    if "assessment" not in articles:
        return ""
    values = articles["assessment"].values
    if not values["signatures"] and not values["one_agent"]:
        return "L’article 14 demande une évaluation, mais personne ne la signe."
    return ""


def _open_but_unknown(articles: Articles) -> str:
    if _value(articles, "sovereignty", "open_only"):
        return (
            "L’article 17 refuse tout modèle dont la fiche ne dit pas qu’il est libre, même sur la machine : écrivez "
            "les fiches avant la date d’effet."
        )
    return ""


def _no_report(articles: Articles) -> str:
    if _value(articles, "sobriety", "footprint") and "yearly_report" not in articles:
        return (
            "L’article 16 montre la consommation au public chaque année, mais l’article 23, le bilan, n’est pas retenu."
        )
    return ""


def _nobody_to_ask(articles: Articles) -> str:
    if "in_doubt_ask" not in articles and len(articles) > 1:
        return (
            "Plusieurs refus renvoient au référent, que l’article 8 désigne ; cet article n’est pas retenu. Les "
            "questions iront aux administrateurs, sans délai de réponse."
        )
    return ""


_RULES: tuple[Rule, ...] = (
    _two_people,
    _masked_or_refused,
    _masked_nowhere,
    _further_than_allowed,
    _european,
    _residents,
    _untold,
    _trained_in_time,
    _trained_for_nothing,
    _nobody_signs,
    _open_but_unknown,
    _no_report,
    _nobody_to_ask,
)
