"""Where the charter is written: a starting model, then each article with what it changes, kept as a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.charter import starting
from beffroi.charter.actions import drafts
from beffroi.charter.clauses import BY_CODE
from beffroi.charter.contradictions import contradictions
from beffroi.charter.forms import ClauseForm, TitleForm, clause_forms
from beffroi.charter.models import CharterVersion, VersionState
from beffroi.charter.policy import article_of
from beffroi.charter.state import version_in_force
from beffroi.town.permissions import admin

from .common import draft_or_404, typed


@admin
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The four starting models, the charter in force, and the drafts already begun."""
    if request.method == "POST":
        return _begun(request)
    context = {
        "models": starting.MODELS.values(),
        "drafts": CharterVersion.objects.filter(state=VersionState.DRAFT).order_by("-changed_at"),
        "version": version_in_force(),
    }
    return render(request, "charter/begin.html", context)


def _begun(request: HttpRequest) -> HttpResponse:
    name, current = typed(request, "model", 20), version_in_force()
    if name == "current" and current is not None:
        made = drafts.begin(current.settings, title=current.title, model=current.model, user=request.user)
    elif name in starting.MODELS:
        made = drafts.begin(starting.MODELS[name].settings, title="", model=name, user=request.user)
    else:
        raise Http404("Ce modèle n’existe pas.")
    return redirect("charter:draft", pk=made.pk)


@admin
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft with its articles. What another tab saved meanwhile is said, and nothing typed is lost."""
    version = draft_or_404(pk)
    if request.method != "POST":
        return _page(request, version, TitleForm({"title": version.title}), clause_forms(version.settings))
    title, articles = TitleForm(request.POST), clause_forms(version.settings, request.POST)
    if not _sound(title, articles):
        return _page(request, version, title, articles, status=422)
    if "relire" in request.POST:
        return _page(request, version, title, articles)
    try:
        drafts.save(
            version, title=title.cleaned_data["title"], settings=_settings(articles),
            seen=typed(request, "seen", 40), user=request.user,
        )  # fmt: skip
    except drafts.ChangedElsewhere as error:
        return _page(request, error.stored, title, articles, status=409, moved=_moved(error.stored, articles))
    messages.success(request, "Le projet est enregistré. Il ne change rien tant qu’il n’est pas voté.")
    return redirect("charter:council" if "conseil" in request.POST else "charter:draft", pk=version.pk)


def _sound(title: TitleForm, articles: list[ClauseForm]) -> bool:
    """Every form is asked, so that every mistake is shown at once."""
    return all([title.is_valid(), *(each.is_valid() for each in articles)])


def _settings(articles: list[ClauseForm]) -> dict[str, Any]:
    return {each.clause.code: each.setting for each in articles}


def _moved(stored: CharterVersion, articles: list[ClauseForm]) -> list[str]:
    """Articles that the other tab set otherwise than what is on this page."""
    other = {each.clause.code: article_of(each.clause, stored.settings) for each in articles}
    return [
        f"{each.clause.number}. {each.clause.title}"
        for each in articles
        if each.setting != {"on": other[each.clause.code].on, "values": dict(other[each.clause.code].values)}
    ]


def _page(
    request: HttpRequest,
    version: CharterVersion,
    title: TitleForm,
    articles: list[ClauseForm],
    *,
    status: int = 200,
    moved: list[str] | None = None,
) -> HttpResponse:
    rows = [{"form": each, "article": reading(each)} for each in articles]
    shown = starting.shown_first(version.model)
    context = {
        "version": version,
        "title_form": title,
        "first": [row for row in rows if row["form"].clause.code in shown or row["form"].errors],
        "others": [row for row in rows if row["form"].clause.code not in shown and not row["form"].errors],
        "contradictions": contradictions(_read(articles)),
        "wrong": [each.clause for each in articles if each.errors],
        "moved": moved,
        "seen": version.changed_at.isoformat(),
        "model": starting.MODELS.get(version.model),
    }
    return render(request, "charter/draft.html", context, status=status)


def reading(form: ClauseForm) -> Any:
    """The article as typed where that makes sense, else as it was."""
    return form.reading() if form.is_bound and hasattr(form, "cleaned_data") else form.article


def _read(articles: list[ClauseForm]) -> dict[str, Any]:
    return {each.clause.code: {"on": (found := reading(each)).on, "values": dict(found.values)} for each in articles}


@admin
@require_POST
def read_article(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The live reading of one article, and of what the settings contradict; nothing is saved."""
    version = draft_or_404(pk)
    if code not in BY_CODE:
        raise Http404
    articles = clause_forms(version.settings, request.POST)
    for each in articles:
        each.is_valid()
    form = next(each for each in articles if each.clause.code == code)
    context = {"row": {"form": form, "article": reading(form)}, "contradictions": contradictions(_read(articles))}
    return render(request, "charter/parts/live.html", context)


@admin
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    drafts.delete(draft_or_404(pk), user=request.user)
    messages.success(request, "Le projet est supprimé. La charte en vigueur n’a pas changé.")
    return redirect("charter:begin")
