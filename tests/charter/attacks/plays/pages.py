"""Requests of a browser: of another commune, of somebody without the right, with forged forms, links and addresses."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from beffroi.charter.actions.ask_referent import ask_referent
from beffroi.charter.actions.assess import write
from beffroi.charter.actions.drafts import begin
from beffroi.charter.door import keys
from beffroi.charter.models import EngineSheet, Precedent, Service
from beffroi.charter.starting import MODELS
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import EchoText
from beffroi.minutes.actions import comments
from beffroi.minutes.actions.sitting import sitting_of
from beffroi.minutes.models import Sentence
from beffroi.town.models import Role
from beffroi.town.scope import scope
from tests.doubles.charters import a_budget
from tests.doubles.published import a_file
from tests.doubles.ready import a_ready_meeting

from ..stage import Stage, no_network
from ..tries import End
from . import plays

CLOSED = {302, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429}


def _meeting(stage: Stage) -> Any:
    if not hasattr(stage, "_meeting"):
        stage._meeting = a_ready_meeting(stage.alice, sound=False)  # type: ignore[attr-defined]
    return stage._meeting  # type: ignore[attr-defined]


def _saved(row: Any) -> Any:
    row.save()
    return row


THINGS: dict[str, Callable[[Stage], Any]] = {
    "draft": lambda stage: begin(MODELS["open"].settings, title="", model="open", user=stage.carole).pk,
    "voted": lambda stage: stage.charter("open").number,  # type: ignore[union-attr]
    "voted pk": lambda stage: stage.charter("open").pk,  # type: ignore[union-attr]
    "question": lambda stage: ask_referent(user=stage.alice, text="Puis-je ?").pk,
    "precedent": lambda stage: _saved(Precedent(case="Cas", answer="Oui")).pk,
    "engine": lambda stage: _saved(EngineSheet(model="petit")).pk,
    "budget": lambda stage: a_budget(unit="calls", period="day", most=5).pk,
    "assessment": lambda stage: write("minutes.phrase", {"need": "Relire."}, user=stage.carole).pk,
    "service": lambda stage: _saved(Service(name="Accueil")).pk,
    "meeting": lambda stage: _meeting(stage).pk,
    "sentence": lambda stage: Sentence.objects.filter(section__minutes__meeting=_meeting(stage)).first().pk,
    "document": lambda stage: a_file(sitting_of(_meeting(stage)), "convocation").pk,
    "nobody": lambda stage: uuid.uuid4(),
}


@plays("page")
def page(stage: Stage, given: Mapping[str, Any]) -> End:
    """« by » asks « name » with « args » (things of Valbrume, or plain values), by « method » with « form »."""
    if given.get("charter"):
        stage.charter(given["charter"])
    args = [THINGS[each](stage) if each in THINGS else each for each in given.get("args", ())]
    url = given.get("path") or reverse(given["name"], args=args)
    browser = _strict(stage, given) if given.get("no_token") else stage.browser(given["by"])
    form = {key: value * given.get("copies", 1) for key, value in given.get("form", {}).items()}
    stage.ready()
    with no_network(stage.monkeypatch) as reached:
        if given.get("body") is not None:
            answer = browser.generic(given.get("method", "POST"), url, given["body"], content_type="application/json")
        else:
            method = given.get("method", "POST").lower()
            answer = getattr(browser, method)(url, form, **given.get("headers", {}))
    assert not reached, f"something was asked of {reached}"
    return _ended(answer, given)


def _strict(stage: Stage, given: Mapping[str, Any]) -> Client:
    """A browser that another site sends here: signed in, and without the form's token."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(getattr(stage, given["by"]))
    return client


def _ended(answer: Any, given: Mapping[str, Any]) -> End:
    if answer.status_code >= 500:
        return End.THROUGH
    if "stays_here" in given:
        here = urlsplit(answer.headers.get("Location", "/")).netloc in ("", "testserver")
        assert answer.status_code in (200, 302)
        return End.HARMLESS if here else End.THROUGH
    if "shows" in given:
        said = answer.content.decode()
        return End.HARMLESS if answer.status_code == 200 and given["shows"] not in said else End.THROUGH
    if answer.status_code == 302:
        return End.REFUSED if "/connexion/" in answer.headers["Location"] else End.THROUGH
    return End.REFUSED if answer.status_code in CLOSED else End.THROUGH


@plays("sign in")
def sign_in(stage: Stage, given: Mapping[str, Any]) -> End:
    """Signing in with « next » leads nowhere else than here."""
    stage.alice.set_password("tour-et-beffroi")
    stage.alice.save()
    stage.ready()
    form = {"username": "alice", "password": "tour-et-beffroi", "next": given["next"]}
    answer = Client().post(reverse("town:sign_in") + "?", form)
    assert answer.status_code == 302
    return End.HARMLESS if urlsplit(answer.headers["Location"]).netloc == "" else End.THROUGH


@plays("two communes")
def two_communes(stage: Stage, given: Mapping[str, Any]) -> End:
    """A member of both communes, working for one, asks by number for something of the other."""
    both = stage.person("dominique", Role.ADMIN, stage.valbrume, stage.autreville)
    stage.dominique = both  # type: ignore[attr-defined]
    args = [THINGS[each](stage) for each in given["args"]]
    browser = stage.browser("dominique")
    browser.post(reverse("town:choose_commune"), {"commune": given["works_for"]})
    stage.ready()
    answer = getattr(browser, given.get("method", "post"))(reverse(given["name"], args=args), given.get("form", {}))
    return End.REFUSED if answer.status_code == 404 else End.THROUGH


@plays("link")
def link(stage: Stage, given: Mapping[str, Any]) -> End:
    """The link of a guest, « how » it was forged."""
    invitation = comments.invite(sitting_of(_meeting(stage)), user=stage.alice, name="Lucie Perrin")
    good = comments.token_of(invitation)
    body, _, rest = good.partition(":")
    other = signing.dumps([stage.autreville.pk, invitation.pk], salt=comments.SALT)
    forged = {
        "one letter": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "another body": signing.dumps([stage.valbrume.pk, 999], salt="x").partition(":")[0] + ":" + rest,
        "another salt": signing.dumps([stage.valbrume.pk, invitation.pk], salt="django.core.signing"),
        "no signature": body,
        "cut": good[: len(good) // 2],
        "twice": good + good,
        "other commune": other,
        "another key": signing.dumps([stage.valbrume.pk, invitation.pk], key="clé devinée", salt=comments.SALT),
        "not a pair": signing.dumps("tout", salt=comments.SALT),
        "capitals": good.upper(),
        "good": good,
    }[given["how"]]
    if given.get("revoked"):
        comments.revoke(invitation, user=stage.alice)
    if given.get("expired"):
        invitation.expires_at = timezone.now() - timedelta(minutes=1)
        invitation.save()
    stage.ready()
    with scope(None):
        url = reverse("minutes:comment", args=[forged])
        answers = [Client(raise_request_exception=False).get(url), Client().post(url, {"texte": "Bonjour"})]
    return End.REFUSED if all(each.status_code in CLOSED - {302} for each in answers) else End.THROUGH


@plays("door")
def door(stage: Stage, given: Mapping[str, Any]) -> End:
    """A tool at the door, « how » it shows its key."""
    row, key = a_key(stage)
    how = given["how"]
    if how == "revoked":
        keys.revoke(row, actor=stage.carole)
    if how == "late":
        type(row).objects.filter(pk=row.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    if how == "nobody answers":
        stage.bob.memberships.all().delete()
    headers = {
        "none": {},
        "session": {},
        "basic": {"HTTP_AUTHORIZATION": f"Basic {key}"},
        "digest": {"HTTP_AUTHORIZATION": f"Bearer {row.digest}"},
        "another secret": {"HTTP_AUTHORIZATION": f"Bearer {key[:-1]}{'A' if key[-1] != 'A' else 'B'}"},
    }.get(how, {"HTTP_AUTHORIZATION": f"Bearer {key}"})
    browser = stage.browser("carole") if how == "session" else Client(raise_request_exception=False)
    path = "/v1/embeddings" if how == "another use" else "/v1/chat/completions"
    body = {"model": "beffroi-texte", "messages": [{"role": "user", "content": "Bonjour"}]} | given.get("body", {})
    if how == "another use":
        body = {"model": "beffroi-vecteurs", "input": "Bonjour"}
    stage.ready()
    return knock(browser, body, headers, path + given.get("query", ""))


def a_key(stage: Stage) -> tuple[Any, str]:
    """A key of the door, and what a tool shows of it."""
    keys.forget_strangers()
    service = Service(name="Accueil")
    service.save()
    until = timezone.localdate() + timedelta(days=30)
    return keys.create("Outil", service, ["door.writing"], stage.bob, until, actor=stage.carole)


def knock(browser: Client, body: Any, headers: Mapping[str, Any], path: str = "/v1/chat/completions") -> End:
    """Something is asked at the door."""
    with registry.use(text=EchoText()), scope(None):
        answer = browser.post(path, body, content_type="application/json", **headers)
    return End.REFUSED if answer.status_code in (400, 401, 403, 404, 413, 429) else End.THROUGH
