# ruff: noqa: E501  (patterns read best whole)
"""The sentences of minutes for each kind of fact, as a secretary would sign them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People, label_of
from beffroi.minutes.domain.reporting import quoted, report, tidy
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import (
    Ballot,
    BallotResult,
    DraftSentence,
    Fact,
    FactKind,
    MeetingKind,
    SentenceKind,
)
from beffroi.minutes.domain.writing import count, in_figures, listed

_SUBJECTS = {"proces verbal": ("Le procès-verbal", "m"), "amendement": ("L'amendement", "m"), "sous amendement": ("Le sous-amendement", "m"),
             "motion": ("La motion", "f"), "voeu": ("Le vœu", "m"), "vœu": ("Le vœu", "m"), "convention": ("La convention", "f"),
             "proposition": ("La proposition", "f"), "contre proposition": ("La contre-proposition", "f"),
             "resolution": ("La résolution", "f")}  # fmt: skip
_DELIBERATION = ("La délibération", "f")


def _say(text: str, kind: SentenceKind, sources: Iterable[int]) -> DraftSentence:
    return DraftSentence(text, kind, tuple(sorted(set(sources))))


def member_named(name: object, people: People) -> str:
    """The full form of a name, by the roster where it is there."""
    member = people.by_key(str(name))
    return people.shown(member) if member else str(name)


def opening(
    facts: Sequence[Fact], passages: Sequence[Passage], people: People, kind: MeetingKind
) -> list[DraftSentence]:
    """The hour, the chair, who is there, pouvoirs and secretary."""
    sentences: list[DraftSentence] = []
    for fact in facts:
        if fact.kind is FactKind.OPENING:
            sentences.append(_opened(fact, passages, people, kind))
    figures = [fact for fact in facts if fact.kind is FactKind.PRESENCE and "event" not in fact.values]
    if figures:
        sentences.append(_presence(figures))
    sentences += [
        _say(
            f"{member_named(fact.values['giver'], people)} a donné pouvoir à {member_named(fact.values['holder'], people)}.",
            SentenceKind.PRESENCE,
            fact.sources,
        )
        for fact in facts
        if fact.kind is FactKind.PROXY
    ]
    sentences += [secretary(fact, people) for fact in facts if fact.kind is FactKind.SECRETARY]
    sentences += [
        move(fact, people)
        for fact in facts
        if fact.kind is FactKind.PRESENCE and "event" in fact.values and not fact.item
    ]
    return sentences


def _opened(fact: Fact, passages: Sequence[Passage], people: People, kind: MeetingKind) -> DraftSentence:
    what = "La séance" if kind is MeetingKind.COUNCIL else "La réunion"
    text = f"{what} est ouverte à {fact.values['time']}"
    chair = people.chair
    speakers = {passage.speaker for passage in passages if passage.utterance in fact.sources}
    if kind is MeetingKind.COUNCIL and chair and any(people.of_speaker(speaker) == chair for speaker in speakers):
        text += f", sous la présidence de {people.shown(chair)}, {chair.role}"
    return _say(f"{text}.", SentenceKind.PRESENCE, fact.sources)


def _presence(figures: Sequence[Fact]) -> DraftSentence:
    values: dict[str, object] = {}
    for fact in figures:
        for key, value in fact.values.items():
            values.setdefault(key, value)
    pieces: list[str] = []
    if "present" in values:
        of = f" sur {values['in_office']} en exercice" if "in_office" in values else ""
        pieces.append(f"{count(int(str(values['present'])), 'membre présent', 'membres présents')}{of}")
    elif "in_office" in values:
        pieces.append(f"{values['in_office']} membres en exercice")
    if "excused" in values:
        pieces.append(count(int(str(values["excused"])), "absent ou excusé", "absents ou excusés"))
    if "proxies" in values:
        pieces.append(count(int(str(values["proxies"])), "pouvoir", "pouvoirs"))
    if "quorum" in values:
        pieces.append("le quorum est atteint" if values["quorum"] else "le quorum n'est pas atteint")
    text = " ; ".join(pieces)
    return _say(f"{text[:1].upper()}{text[1:]}.", SentenceKind.PRESENCE, (s for fact in figures for s in fact.sources))


def move(fact: Fact, people: People) -> DraftSentence:
    """ "M. X rejoint la séance à 19 h 12." """
    verb = "rejoint la séance" if fact.values["event"] == "arrival" else "quitte la séance"
    hour = f" à {fact.values['time']}" if "time" in fact.values else ""
    return _say(f"{member_named(fact.values['name'], people)} {verb}{hour}.", SentenceKind.PRESENCE, fact.sources)


def closing(fact: Fact, kind: MeetingKind) -> DraftSentence:
    """ "La séance est levée à 21 h 40." """
    what = "La séance est levée" if kind is MeetingKind.COUNCIL else "La réunion s'achève"
    return _say(f"{what} à {fact.values['time']}.", SentenceKind.PRESENCE, fact.sources)


def secretary(fact: Fact, people: People) -> DraftSentence:
    """ "Mme X est désignée secrétaire de séance." """
    member = people.by_key(str(fact.values["name"]))
    done = {"Mme": "désignée", "M.": "désigné"}.get(people.civility(member) if member else "", "désigné(e)")
    return _say(
        f"{member_named(fact.values['name'], people)} est {done} secrétaire de séance.",
        SentenceKind.PRESENCE,
        fact.sources,
    )


def presenter(fact: Fact, people: People) -> DraftSentence:
    """ "Mme Claire Dubois, adjointe aux finances, présente ce point." """
    member = people.by_key(str(fact.values["name"]))
    role = f", {member.role}," if member and member.role else ""
    return _say(
        f"{member_named(fact.values['name'], people)}{role} présente ce point.", SentenceKind.PRESENTATION, fact.sources
    )


def outcome(fact: Fact, people: People, facts: Sequence[Fact]) -> DraftSentence | None:
    """The sentence of a position, a decision, a vote or an action."""
    if fact.kind is FactKind.VOTE and fact.ballot:
        return vote(fact, fact.ballot, people, facts)
    if fact.kind is FactKind.DECISION:
        return _decision(fact, people)
    if fact.kind is FactKind.ACTION:
        return _action(fact, people)
    if fact.kind is FactKind.POSITION:
        return _position(fact, people)
    if fact.kind is FactKind.PRESENCE and "event" in fact.values:
        return move(fact, people)
    return None


def vote(fact: Fact, ballot: Ballot, people: People, facts: Sequence[Fact]) -> DraftSentence:
    """ "La délibération est adoptée à la majorité : 21 voix pour, 4 abstentions (M. Garnier...)." """
    subject, gender = _SUBJECTS.get(str(fact.values.get("subject") or ""), _DELIBERATION)
    sources = set(fact.sources)
    if ballot.result is None and not _counts(ballot, people):
        return _say("Il est procédé au vote ; son résultat n'a pas été énoncé.", SentenceKind.VOTE, sources)
    secret = " au scrutin secret" if ballot.secret else ""
    if ballot.result is None:
        return _say(f"Vote{secret}\u00a0: {', '.join(_counts(ballot, people))}.", SentenceKind.VOTE, sources)
    text = f"{subject} est {_done(ballot.result, gender)}{secret}{_how(fact, ballot)}"
    elected = fact.values.get("elected")
    if isinstance(elected, list) and elected:
        text = _elected(str(elected[0]), secret, people)
    if ballot.votes_for is not None and ballot.unanimous and not ballot.abstain and not ballot.blank:
        sources |= _presence_sources(facts) if "votes_for" in ballot.derived else set()
        return _say(f"{text} des {ballot.votes_for} votants.", SentenceKind.VOTE, sources)
    if "votes_for" in ballot.derived:
        sources |= _presence_sources(facts)
    counts = _counts(ballot, people)
    return _say(f"{text}\u00a0: {', '.join(counts)}." if counts else f"{text}.", SentenceKind.VOTE, sources)


def _elected(name: str, secret: str, people: People) -> str:
    member = people.by_key(name)
    word = {"Mme": "élue", "M.": "élu"}.get(people.civility(member) if member else "", "élu(e)")
    return f"{member_named(name, people)} est {word}{secret}"


def _presence_sources(facts: Sequence[Fact]) -> set[int]:
    return {s for fact in facts if fact.kind in (FactKind.PRESENCE, FactKind.PROXY) for s in fact.sources}


def _done(result: BallotResult, gender: str) -> str:
    if result is BallotResult.TIED:
        return "mise aux voix, les voix se partagent" if gender == "f" else "mis aux voix, les voix se partagent"
    word = "adopté" if result is BallotResult.ADOPTED else "rejeté"
    return word + ("e" if gender == "f" else "")


def _how(fact: Fact, ballot: Ballot) -> str:
    if ballot.unanimous:
        return " à l'unanimité des suffrages exprimés" if ballot.abstain else " à l'unanimité"
    if fact.values.get("casting_vote"):
        return ", la voix du président étant prépondérante"
    return " à la majorité" if fact.values.get("majority") else ""


def _counts(ballot: Ballot, people: People) -> list[str]:
    """The figures said, those computed only where they are not nought."""
    pieces: list[str] = []
    if ballot.votes_for is not None:
        mark = " (calculé)" if "votes_for" in ballot.derived else ""
        pieces.append(count(ballot.votes_for, "voix", "voix") + f" pour{mark}")
    for name, one, many, names in (("against", "voix contre", "voix contre", ballot.against_names),
                                   ("abstain", "abstention", "abstentions", ballot.abstain_names),
                                   ("blank", "bulletin blanc", "bulletins blancs", ()),
                                   ("not_voting", "membre ne prend pas part au vote", "membres ne prennent pas part au vote", ())):  # fmt: skip
        figure = getattr(ballot, name)
        if not figure:
            continue
        who = f" ({listed([_short(each, people) for each in names])})" if names else ""
        pieces.append(count(figure, one, many) + who)
    return pieces


def _short(name: str, people: People) -> str:
    member = people.by_key(name)
    return people.short(member) if member else name


def _decision(fact: Fact, people: People) -> DraftSentence:
    if fact.values.get("reach") == "without_vote":
        subject, gender = _SUBJECTS.get(str(fact.values.get("subject") or ""), _DELIBERATION)
        return _say(f"{subject} est adopté{'e' if gender == 'f' else ''}.", SentenceKind.DECISION, fact.sources)
    text = tidy(str(fact.values.get("said") or fact.values["text"])).rstrip(" .!")
    if fact.values.get("by_body"):
        return _say(f"{text}.", SentenceKind.DECISION, fact.sources)
    who = str(fact.values["speaker"])
    return _say(f"Décision\u00a0: {quoted(text)} ({_label(who, people)}).", SentenceKind.DECISION, fact.sources)


def _label(speaker: str, people: People) -> str:
    member = people.of_speaker(speaker)
    return people.short(member) if member else label_of(speaker)


_WILL = re.compile(
    r"^je (?:(?P<now>(?:lui |leur |le |la |les |l')*[a-z]+e\b.*)|(?:vais|m'engage a) (?:vous |le |la |les |leur |lui )?(?P<inf>.+)|m'(?P<en>en )?(?P<verb>occupe|charge)\b(?P<rest>.*)"
    r"|(?P<me>me) charge(?P<rest2>.*)|(?:vous |te |leur |lui )?(?P<future>[a-z]+r)ai(?P<rest3> .*|$))"
)
_INFINITIVE = re.compile(r"^(?:(?:le|la|les|lui|leur|l') ?)*[a-z]{2,}(?:er|ir|re|oir)\b(?! (?:est|sont|a|ont)\b)")
_OWN = re.compile(r"\b(?:je|j'|me|m'|moi|mon|ma|mes|nous|notre|nos|vous|votre|vos|tu|te|t'|toi|ton|ta|tes|on)\b")


def _action(fact: Fact, people: People) -> DraftSentence:
    what = in_figures(str(fact.values["what"]))
    who = str(fact.values["who"])
    clause = _third_person(what)
    if who and clause and not _OWN.search(fold(clause)):
        text = f"À faire\u00a0: {who} {clause}."
    elif not who and not _OWN.search(fold(what)):
        text = f"À faire\u00a0: {what.strip(' ,')}."
    else:
        said = tidy(str(fact.values["text"]))
        text = f"À faire ({who})\u00a0: {quoted(said)}" if who else f"À faire\u00a0: {quoted(said)}"
    return _say(text, SentenceKind.ACTION, fact.sources)


def _third_person(what: str) -> str:
    """ "je vais envoyer le devis" gives "doit envoyer le devis"; already in the third person: as it is."""
    folded = fold(what)
    hit = _WILL.match(folded)
    if hit is None and _INFINITIVE.match(folded):
        return f"doit {what}"
    if hit is None:
        return "" if folded.startswith(("je ", "j'", "tu ")) else what
    if hit["now"]:
        return what[hit.start("now") :]
    if hit["inf"]:
        return f"doit {what[hit.start('inf') :]}"
    if hit["verb"]:
        return (
            f"s'{hit['en'] or ''}{hit['verb']}{what[hit.start('rest') :]}"
            if hit["verb"] == "occupe"
            else f"s'en charge{what[hit.start('rest') :]}"
        )
    if hit["me"]:
        return f"se charge{what[hit.start('rest2') :]}"
    return f"{what[hit.start('future') : hit.end('future')]}a{what[hit.start('rest3') :]}"


_ANNOUNCED = {"for": "un vote favorable", "against": "un vote contre", "abstain": "une abstention"}


def _position(fact: Fact, people: People) -> DraftSentence:
    """A vote announced and nothing more is told in a few words; reasons given with it are quoted."""
    text = str(fact.values["text"])
    who = _label(str(fact.values["speaker"]), people)
    announced = _ANNOUNCED.get(str(fact.values["stance"]))
    if announced and len(text.split()) <= 6 and not fact.values["group"]:
        return _say(f"{who} annonce {announced}.", SentenceKind.POSITION, fact.sources)
    told = report(text)
    kind = SentenceKind.QUOTE if "«" in told.text else SentenceKind.POSITION
    return _say(f"{who} {told.text}", kind, fact.sources)
