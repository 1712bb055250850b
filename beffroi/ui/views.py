"""The look: the chosen theme, and the gallery of components. This room knows no other, so its permissions are
written by hand where the others use ``town.permissions``."""

from __future__ import annotations

from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
THEMES = {"": "automatique", "light": "claire", "dark": "sombre"}
YEAR = 365 * 86400


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen look on this device, and go back to the page."""
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES and chosen:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(COOKIE)
    return response


class Sample(forms.Form):
    name = forms.CharField(label="Nom", help_text="Une aide courte, si elle est utile.")
    kind = forms.ChoiceField(label="Nature", choices=[("a", "Conseil municipal"), ("b", "Réunion de service")])
    note = forms.CharField(label="Remarque", widget=forms.Textarea(attrs={"rows": 3}), required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    form = Sample({"kind": "a"} if request.GET.get("erreurs") else None)
    return render(request, "ui/gallery.html", {"form": form, "moment": datetime(2025, 12, 11, 18, 30, tzinfo=UTC)})


theme.permission = "public"  # type: ignore[attr-defined]
gallery.permission = "public"  # type: ignore[attr-defined]
