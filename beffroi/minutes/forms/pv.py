"""The procès-verbal is adopted, signed, and commented by those who are invited."""

from __future__ import annotations

from typing import Any

from django import forms

from .fields import DAY, area


class AdoptForm(forms.Form):
    """The council adopted the procès-verbal at the start of a following sitting."""

    on = forms.DateField(label="Arrêté le", widget=DAY, help_text="Le jour de la séance qui l’a adopté.")
    corrections = area(
        "Rectifications demandées en séance", 3, "Une par ligne. Portez-les d’abord au texte : elles y sont citées."
    )


class SignForm(forms.Form):
    """The signed file comes back: who signed."""

    on = forms.DateField(label="Signé le", widget=DAY)
    head_signed = forms.BooleanField(label="Signé par le maire ou le président", required=False)
    signed_file = forms.FileField(label="Procès-verbal signé (PDF)")

    def __init__(self, *args: Any, secretaries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_by"] = forms.MultipleChoiceField(
            label="Signé par le ou les secrétaires",
            choices=[(name, name) for name in secretaries],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["on", "head_signed", "signed_by", "signed_file"])


class InviteForm(forms.Form):
    """Somebody who comments by a signed link."""

    name = forms.CharField(label="Nom", max_length=120)
    role = forms.CharField(label="Qualité", max_length=120, required=False, help_text="Secrétaire de séance, maire…")
    email = forms.EmailField(label="Courriel", required=False, help_text="Sinon, copiez le lien et transmettez-le.")
