"""Signing in and out, and choosing the commune one works for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from . import signals
from .middleware import SESSION_KEY
from .models import Membership, User
from .permissions import agent, public


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Identifiant ou mot de passe inconnu. Vérifiez les majuscules, puis réessayez.",
        "inactive": "Ce compte est fermé. Adressez-vous à la mairie.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Identifiant"
        self.fields["password"].label = "Mot de passe"


_sign_in = auth_views.LoginView.as_view(
    template_name="town/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)
_sign_out = auth_views.LogoutView.as_view()


@public
def sign_in(request: HttpRequest) -> HttpResponseBase:
    return _sign_in(request)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    return _sign_out(request)


@agent
@require_POST
def choose_commune(request: HttpRequest) -> HttpResponseBase:
    """Work for another of one's communes; a commune that is not one's own does not exist here."""
    membership = get_object_or_404(Membership, user_id=request.user.pk, commune__slug=request.POST.get("commune", ""))
    request.session[SESSION_KEY] = membership.commune_id
    return redirect("minutes:today")


@receiver(user_logged_in)
def tell_signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    membership = Membership.objects.filter(user=user).select_related("commune").first()
    signals.signed_in.send(sender=User, user=user, commune=membership.commune if membership else None)


@receiver(user_login_failed)
def tell_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    signals.sign_in_failed.send(sender=User, username=credentials.get("username", ""))
