# ruff: noqa: E501  (patterns read best whole)
"""What is declared of a vote: adopted, rejected or tied, unanimous or not, and how firmly it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.minutes.domain.types import BallotResult
from beffroi.minutes.domain.vote_counts import SUBJECT

_ADVERBS = r"(?:donc |ainsi |bien |par consequent |alors |de fait |aussi |egalement |la aussi |de justesse |maintenant |en consequence |quand meme |tout de meme |largement |finalement |malgre tout |neanmoins |et |[ ,])*"
_YES = r"(?:adopte|approuve|accepte|valide|vote|acquis|acquise|acte|ratifie|entérine|enterine)e?s?"
_FIRM = r"(?:adopt|approuv|valid|accept|ratifi|enterin)ee?s?"
_AFTER_YES = r"(?:a l'unan|a l' ?unan|unanim|a la maj|a une (?:large |courte |tres )*maj|par \d|par une? |avec \d|avec une? |moins|\d+ (?:voix|pour|contre|abst)|a \d+ voix|a \d+ contre|sans (?:abst|opp|voix))"
UNANIMOUS = re.compile(
    r"\bunanim(?:ite|ement|es?)\b|\btout le monde (?:est|vote|a vote|approuve|etait)(?: donc)? (?:pour|favorable|d'accord)\b(?![^.]*\?)|\btous (?:pour|favorables)\b(?![^.]*\?)|\bpas de voix discordante\b"
)
_ALMOST = re.compile(
    r"\bunanimite?[^.;]{0,60}? (?:moins|sauf|excepte|hormis|a l'exception|a l'exclusion)\b(?! pour ceux)|\bquasi unanim\w+|\b(?:moins|sauf|hormis|excepte)\b[^.]{0,40}\bunanimite\b|\bmoins \d+ (?:voix|abst|contre)|\bmoins une (?:voix|abst)"
)
_CAST = re.compile(r"\bsuffrages? exprimes?\b|\bexprim(?:es?|er|ees)\b|\bvotes? exprimes?\b")
ALL_OF = re.compile(r"\bunanimite des (\d+) (?:votants|presents|membres|voix|suffrages|conseillers|elus|votes)\b")
_ALL_CAST = re.compile(r"exprimes? (?:moins|sauf|hormis) (?:\d+|une?) abstention")
"""Abstentions are no votes cast: those cast were unanimous all the same."""
_CASTING = re.compile(
    r"\b(?:voix|vote) (?:\w+ ){0,5}preponderante?\b|\bpreponderante?\b|\bvoix du (?:maire|president) (?:compte double|l'emporte|fait la difference|tranche)"
)
_MAJORITY = re.compile(
    r"\ba (?:la|une) (?:tres )?(?:large |courte |grande |forte |faible )?majorite\b(?! (?:absolue|municipale|relative|inverse|qualifiee|simple|parlement|presidentielle|elue|silencieuse|de\b|des (?:deux|trois|habitants|2|3)))"
)
_ABSOLUTE = re.compile(r"\ba la majorite (?:absolue|simple|qualifiee|relative|des (?:deux|2) tiers|des suffrages)\b")
_NOT_DONE = r"(?<!\bpas )(?<!\ba )(?<!\bont )(?<!'a )(?<!\bai )(?<!'ai )(?<!\bavoir )(?<!\betre )(?<!\bqui )(?<!\bavons )(?<!\bavez )(?<!\ble )(?<!\bla )(?<!\bles )(?<!\bon )(?<!\bje )(?<!\bconseil )(?<!\bplan )(?<!\bnon )"
_REJECTED = re.compile(
    rf"{_NOT_DONE}\b(?:rejett?|repouss)ee?s?\s*[.!]?$|"
    rf"\b(?:est|sont|reste|c'est|etant|se trouve) {_ADVERBS}(?:rejett?|repouss|refus|ecart|ajourn)ee?s?\b(?<!ajournee)(?<!ajourne)"
    r"|\bn(?:'est|e sont|'a|'ont|'etant)(?: donc| ainsi| par consequent)* pas (?:(?<='a pas )ete |(?<='ont pas )ete |(?<!'a pas )(?<!'ont pas ))(?:adopt|approuv|accept|reten|valid|vot|acquis)(?:ee?|ue?)?s?\b"
    r"|\bn(?:'est|e sont) (?:donc )?(?:ni adopt|pas majoritaire)|\bne (?:passe|passent) (?:donc )?pas\b(?! (?:par|au|a|en|la|le)\b)|\bpas (?:adopt|approuv|retenu)(?:ee?|e)?s?\b(?= ?[.,;!]| ?$)"
    rf"|\b{SUBJECT} (?:\w+ )?(?:donc |est |et )?(?:rejett?e|repousse|refuse)e?s?\b"
    r"|\b(?:rejett|repouss|refus|desapprouv|rejet)(?:e|ent|ons)\b,? (?:donc )?(?:a l'unan|a la maj|par \d)"
    r"|\b(?:(?:le|ce) (?:conseil|comite|bureau)|l'assemblee|nous|on|les (?:elus|membres|conseillers))\b[^.?!]{0,60}\b(?:rejett|repouss|refus|desapprouv|rejet)(?:e|ent|ons) (?:donc )?(?:la |le |les |cette |ce |cet |l'|de )"
    r"|(?:^|[.,;:!] ?)(?:donc |c'est |bien )*(?:rejett?|repouss)ee?s?\b|\b(?:contre|abstentions?|pour|voix|merci|\d) (?:donc |c'est )*(?:rejett?|repouss)ee?s?\b"
    r"|\ba ete (?:rejett?|repouss)ee?s?\b|\bles contre l'emportent\b|\b(?:le )?(?:non|contre) l'emporte\b|\brejet (?:a l'unan|a la maj|par)|\bn'(?:a|ont|ayant|a donc) pas (?:obtenu|recueilli|reuni|la) (?:la )?majorite\b"
)
_ADOPTED = re.compile(
    rf"{_NOT_DONE}\badoptee?s?\s*[.!]?$|"
    rf"(?<!\bqui )\b(?:est|sont|c'est|etant|se trouve|reste) {_ADVERBS}{_YES}\b(?! (?:contre|pour|qui)\b)"
    rf"|\b{SUBJECT} (?:suivante? |numero \d+ |n \d+ |\w+ )?{_ADVERBS}(?:adopt|approuv)ee?s?\b"
    rf"|\b(?:remercie|merci|personne|abstentions?|contre|oppositions?|oppose|pour|voix|votes?|zero|aucune?|non|plus|s'abstient|\d|une?|abstiennent|pas|rien|emportent?|blancs?|nuls?|parfait|bien|ok|bon|mains|autre) (?:donc |c'est |est |et |alors )*{_FIRM}\b"
    rf"|\b{_YES} {_ADVERBS}{_AFTER_YES}"
    rf"|(?:^|[.,;:!?…] ?)(?:c'est |donc |bien |alors |et |est |ok |tres |voila |parfait |la |le |elle |ils? )*{_FIRM}\b(?: donc| aussi| egalement)?(?=[ ]*[.,;:!…]|\s*$| merci| je vous| et on| point| on passe| a l')"
    r"|\b(?:le (?:conseil|comite)(?: [a-z]+)?|l'assemblee) (?:donc )?(?:a (?:donc )?(?:adopt|approuv)e|adopte)\b"
    rf"|\b(?:a|ont) ete (?:adopt|approuv)ee?s?\b|\bles pour l'emportent\b|\b(?:le )?(?:oui|pour) l'emporte\b|\b(?:nous|on) (?:adopt|approuv)(?:e|ons)\b(?= donc| a l'unan| a la maj| ainsi| par)|\b(?:ca|le texte|la delib\w*|la motion|l'amendement|elle|il) passe\b(?! (?:en|au|aux|a|la|le|par|de|sur|devant|donc en)\b)|\bc'est passe\b|\b(?:se prononce|prononcent|vote) (?:donc )?favorablement\b|\bavis favorable\b(?=[^.?!]*\b(?:unanim|par \d|majorite))"
    rf"|^(?:donc |bon |alors |et |voila )*(?:c'est )?(?:donc )?vote(?:e|es)?(?=[ ]*[.,;:!…]|\s*$| merci| a l'| a la)"
)
BODY_DECIDES = re.compile(
    r"(?![^.?!]*\bdefavorable)\b(?:le (?:conseil|comite|bureau)|l'assemblee|les (?:autres )?(?:membres|elus|conseillers)|les presents)\b[^.?!]*\b(?:autorise|decide|approuve|adopte|fixe|accepte|valide|designe|emet|prend acte|vote|instaure|attribue|donne)(?:nt)?\b(?! contre)"
)
_TIED = re.compile(
    r"\bpartage (?:egal )?des voix\b|\bvoix (?:sont|etant) (?:a egalite|partagees)\b|\begalite (?:(?:des|de) (?:voix|suffrages)|parfaite|stricte)\b|\b(?:il y a|on a|nous avons|c'est l'|une) ?egalite\b(?! (?:des|de|d'|entre))|\bex aequo\b|\ba egalite\b(?! (?:des|d'))"
    r"|\b\d+ (?:voix )?partout\b"
)
ELECTED = re.compile(
    r"\b(?:est|sont|c'est) (?:donc |ainsi |proclamee?s? |declaree?s? |reelue?s?|bien )*(?:elue?s?|reelue?s?|designee?s?|proclamee?s? (?:maire|adjoint|president|vice)\w*)\b|\bje (?:proclame|declare) [^.]*\belue?s?\b|(?:^|[,.;:] ?)elue? (?:maire|adjointe?|presidente?|au|a la|avec|par)"
)
_CHOSEN = re.compile(
    r"\b\d+ (?:voix|suffrages)\b|\best (?:donc |ainsi )?(?:re)?elue? (?:maire|\w+ adjoint|adjointe?|president|vice|delegue|secretaire|a l'unan|au \w+ tour)|\bproclam|\bje declare\b"
)
_NOT_ELECTED = re.compile(
    r"\bs'ils?\b[^.]*\belu|\b(?:si|quand|lorsque)\b[^.]*\belu|\b(?:personne|aucun\w*|nul)\b[^.]*\bn'(?:est|a)\b|\bn'est (?:donc )?pas elu|\bil faut (?:donc )?(?:un|proceder)|\bdeuxieme tour\b[^.]*\bnecessaire\b"
)
_CONSENT = re.compile(
    r"\b(?:s'|si )il n'y (?:en )?a (?:donc )?(?:pas|plus|aucune?)\b|\bsans (?:observation|opposition|objection|remarque)s?\b"
)
_SUBJECT = re.compile(rf"\b({SUBJECT})\b")
_CLOSES = r"(?=\s*(?:$|[.,;:!…)]| donc\b| par \d| par une?\b| a l'| a (?:la|une) (?:\w+ )?maj| avec\b| moins\b| sans\b| merci| je vous| malgre| et \d| a \d| sous\b| tel\w* qu| dans\b| en l'etat| faute| au scrutin| a bulletin| d'une voix| d'un voix| \d))"
_STRONG = re.compile(
    rf"\b(?:adopt|rejett?|repouss)ee?s?\b{_CLOSES}|\bunanimement (?:adopt|approuv)|\b(?:approuv|vot|accept|valid|decid|autoris|rejet|repouss|refus|ratifi)\w*,? (?:\w+ ){{0,6}}a (?:l'unan|la maj)"
    r"|\ba (?:l'unan|la maj)\w*[^.?!]* (?:approuve|adopte|valide|decide|autorise|vote|accepte|rejette|adoptons|approuvons)\b|\b(?:le (?:conseil|comite)|l'assemblee)\b[^.?!]*\b(?:adopte|rejette)\b|\ba l'unanimite\b|\b(?:adopt|approuv|vot)ee?s? l'unanimite\b"
)
_PLAINLY = re.compile(
    rf"\b(?:le texte|la motion|l'amendement) passe\b|\b(?:conseil|comite|assemblee)\b[^.?!]* favorabl|\b{_YES}{_CLOSES}|\b(?:rejett?|repouss|refus|reten)(?:ee?|ue?)s?\b{_CLOSES}|\bne passe"
)
_ALONE = re.compile(
    r"^(?:donc |bon |bien |alors |ok |et |je constate |je note |c'est |on a |on est |nous avons |il y a |merci |tres bien |parfait |eh |voila |encore |une fois |je vois |je vous remercie |a |vote a |ca fait |une |belle |j'ai |[ ,:])*(?:a )?(?:l')?unanimite?\b"
)
_GATHERS = re.compile(
    rf"\b{SUBJECT} (?:\w+ ){{0,3}}(?:recueille|obtient|remporte|emporte|fait) (?:donc |bien )?l'unanimite\b"
)
_VOTED = re.compile(r"^(?:donc |bien |bon |voila )*(?:c'est )?(?:donc )?votee?s?\b")


@dataclass(frozen=True, slots=True)
class Declared:
    """A result, where it stands in the sentence, and what was said with it. ``strong``: enough by itself, where no
    vote is under way ("c'est validé" is not). ``consent``: nobody objected, no vote is spoken of."""

    result: BallotResult
    at: int
    unanimous: bool
    majority: bool
    cast_only: bool
    consent: bool
    casting: bool
    strong: bool
    elected: bool
    implied: bool


def subject(sentence: str) -> str:
    """What is voted ("amendement", "motion"), where it is said."""
    hit = _SUBJECT.search(sentence)
    return re.sub(r"(?<=[a-z])s$", "", hit[1]) if hit else ""


def is_rejected(sentence: str) -> bool:
    """Whether the sentence says that something is rejected."""
    return bool(_REJECTED.search(sentence))


def declared(sentence: str, counted: bool) -> Declared | None:
    """The result that a sentence (folded, mended) declares. ``counted``: figures stand in it."""
    unanimous, majority = UNANIMOUS.search(sentence), _MAJORITY.search(sentence)
    decides = BODY_DECIDES.search(sentence)
    if decides and not majority:
        majority = _ABSOLUTE.search(sentence)
    elected = bool(ELECTED.search(sentence)) and not _NOT_ELECTED.search(sentence)
    found = _result(sentence, unanimous, majority, elected, bool(counted and decides))
    if found is None:
        return None
    result, at = found
    return Declared(
        result,
        at,
        unanimous=bool(unanimous) and (not _ALMOST.search(sentence) or bool(_ALL_CAST.search(sentence))),
        majority=bool(majority or _ABSOLUTE.search(sentence)),
        cast_only=bool(unanimous and _CAST.search(sentence)),
        consent=bool(_CONSENT.search(sentence)) and not unanimous and not majority,
        casting=bool(_CASTING.search(sentence)),
        strong=counted or _is_strong(sentence, bool(unanimous)),
        elected=elected,
        implied=result is BallotResult.ADOPTED and not (unanimous or majority or elected or _ADOPTED.search(sentence)),
    )


def _result(
    sentence: str, unanimous: re.Match[str] | None, majority: re.Match[str] | None, elected: bool, decided: bool
) -> tuple[BallotResult, int] | None:
    rejected, adopted = _REJECTED.search(sentence), _ADOPTED.search(sentence)
    at = min((hit.start() for hit in (unanimous, majority) if hit), default=len(sentence))
    if rejected:
        return BallotResult.REJECTED, min(at, rejected.start())
    if adopted or unanimous or majority or elected or decided:
        return BallotResult.ADOPTED, min(at, adopted.start() if adopted else at)
    return (BallotResult.TIED, at) if _TIED.search(sentence) else None


def _is_strong(sentence: str, unanimous: bool) -> bool:
    voted = _STRONG.search(sentence) or _VOTED.search(sentence)
    if ELECTED.search(sentence):
        return bool(_CHOSEN.search(sentence))
    named = _SUBJECT.search(sentence) and _PLAINLY.search(sentence)
    return bool(
        voted
        or named
        or (unanimous and (len(sentence.split()) <= 5 or _ALONE.search(sentence) or _GATHERS.search(sentence)))
    )
