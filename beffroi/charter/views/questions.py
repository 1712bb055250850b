"""In doubt, ask: the question, the referent's inbox, and the precedents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.charter.actions import answer_question, ask_referent
from beffroi.charter.clauses import BY_NUMBER
from beffroi.charter.domain.wording import french
from beffroi.charter.forms_care import ALLOWED, AnswerForm, QuestionForm
from beffroi.charter.models import Precedent, Question
from beffroi.charter.state import policy_in_force
from beffroi.charter.uses import use_named
from beffroi.facts.text import fold
from beffroi.town.permissions import admin, agent

from .common import may

CODE = 8


@agent
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The question, with where it comes from (``?article=``, ``?usage=``), beside the precedents that look like it."""
    form = QuestionForm(request.POST or None, initial=_context(request))
    if request.method == "POST" and form.is_valid():
        ask_referent.ask_referent(user=request.user, **form.cleaned_data)
        messages.success(request, "Votre question est partie. La réponse paraîtra ici.")
        return redirect("charter:ask")
    context = {
        "form": form,
        "mine": Question.objects.filter(asked_by=request.user),
        "precedents": [_told(each) for each in Precedent.objects.filter(withdrawn=False)[:5]],
        "rule": _rule(),
        "waiting": Question.objects.filter(answered_at=None).count() if may(request) else 0,
        "may_answer": may(request),
    }
    return render(request, "charter/ask.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest) -> dict[str, Any]:
    number, use = request.GET.get("article", ""), request.GET.get("usage", "")
    known = number.isascii() and number.isdecimal() and len(number) < 4 and int(number) in BY_NUMBER
    return {"clause": number if known else "", "use": use if use_named(use) else ""}


def _rule() -> str:
    """Article 8 as it is voted; empty where it is not."""
    for article in policy_in_force().articles():
        if article.clause.number == CODE and article.on:
            return article.text
    return ""


@admin
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What awaits an answer, the oldest first; then what was answered."""
    context = {
        "waiting": [_asked(each) for each in Question.objects.filter(answered_at=None).order_by("asked_at")],
        "answered": [_asked(each) for each in Question.objects.exclude(answered_at=None).order_by("-answered_at")[:50]],
    }
    return render(request, "charter/inbox.html", context)


@admin
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    asked: Question = get_object_or_404(Question.objects.all(), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer_question.answer_question(
                asked, user=request.user, answer=given["answer"], allowed=ALLOWED[given["allowed"]],
                case=given["case"] if given["keep"] else "",
            )  # fmt: skip
        except answer_question.AlreadyAnswered as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, "Votre réponse est enregistrée. La personne qui a demandé la lit sur sa page.")
        return redirect("charter:inbox")
    return render(request, "charter/question.html", _asked(asked) | {"form": form}, status=422 if form.errors else 200)


@agent
@require_safe
def precedents(request: HttpRequest) -> HttpResponse:
    """Precedents that hold every word asked for."""
    words = fold(request.GET.get("q", "")[:200]).split()
    told = [_told(each) for each in Precedent.objects.all()]
    context = {
        "q": request.GET.get("q", "")[:200],
        "found": [each for each in told if not each["precedent"].withdrawn and _holds(each, words)],
        "withdrawn": [each for each in told if each["precedent"].withdrawn] if may(request) else [],
        "may_withdraw": may(request),
    }
    return render(request, "charter/precedents.html", context)


@admin
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A precedent that no longer holds leaves the list; it is kept, and can be put back."""
    precedent: Precedent = get_object_or_404(Precedent.objects.all(), pk=pk)
    back = "remettre" in request.POST
    answer_question.withdraw(precedent, user=request.user, withdrawn=not back)
    messages.success(
        request, "Le précédent est remis." if back else "Le précédent est retiré\u00a0; il n’est plus proposé."
    )
    return redirect("charter:precedents")


def _holds(told: dict[str, Any], words: list[str]) -> bool:
    text = fold(f"{told['precedent'].case} {told['precedent'].answer} {told['about']}")
    return all(word in text for word in words)


def _told(precedent: Precedent) -> dict[str, Any]:
    return {"precedent": precedent, "about": _about(precedent.use, precedent.clause)}


def _asked(asked: Question) -> dict[str, Any]:
    return {"question": asked, "about": _about(asked.use, asked.clause)}


def _about(use: str, clause: int | None) -> str:
    known = use_named(use)
    parts = [known.purpose.rstrip(".") if known else use]
    if clause in BY_NUMBER:
        parts.append(f"article {clause}, {BY_NUMBER[clause].title.lower()}")
    return french(" · ".join(part for part in parts if part))
