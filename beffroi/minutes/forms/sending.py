"""To whom a document leaves, and with which words."""

from __future__ import annotations

from django import forms

from beffroi.minutes.actions.send import addresses

from .fields import area


class RecipientsForm(forms.Form):
    """To whom something leaves: each address receives its own message."""

    recipients = forms.CharField(
        label="Destinataires",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une adresse par ligne, ou séparées par des virgules. Chacun reçoit son propre message.",
    )
    addresses: list[str] = []

    def clean_recipients(self) -> str:
        self.addresses, wrong = addresses(self.cleaned_data["recipients"])
        if wrong:
            raise forms.ValidationError(f"Adresses à corriger : {', '.join(wrong)}.")
        if not self.addresses:
            raise forms.ValidationError("Indiquez au moins une adresse.")
        return str(self.cleaned_data["recipients"])


class SendForm(RecipientsForm):
    """The approved text."""

    subject = forms.CharField(label="Objet", max_length=250)
    body = forms.CharField(label="Message", widget=forms.Textarea(attrs={"rows": 7}))
    formats = forms.MultipleChoiceField(
        label="Documents joints",
        choices=[("pdf", "PDF"), ("docx", "Word (DOCX)"), ("odt", "OpenDocument (ODT)")],
        widget=forms.CheckboxSelectMultiple,
        initial=["pdf"],
    )


class SendIssuedForm(RecipientsForm):
    """An issued document and the words that go with it."""

    subject = forms.CharField(label="Objet", max_length=250)
    body = area("Message", 5, required=True)
