"""Somebody of another commune, and somebody without an account, before every address of the register."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.register.actions.imports import preview
from beffroi.register.models import Import, Record
from beffroi.register.urls import urlpatterns

from .rows import a_use
from .test_imports import UK

OPEN = {"schema", "public_register", "public_contest", "public_data", "public_file", "public_record"}
OWN = {"uses", "new", "settings", "import_file", "export"}
"""Pages that show each person their own commune's register: they hold nothing of another's."""
NAMES = [str(pattern.name) for pattern in urlpatterns if pattern.name not in OPEN]


def address(name: str, slug: str, pk: int) -> str:
    if name in {"new", "settings", "import_file", "uses"}:
        return reverse(f"register:{name}")
    if name == "export":
        return reverse("register:export", args=["beffroi"])
    return reverse(f"register:{name}", args=[pk if name.startswith("import") else slug])


@pytest.fixture
def row(in_valbrume: Any, bob: Any) -> tuple[Record, Import]:
    return a_use(bob, name="Secret de Valbrume"), preview(UK.encode(), "secret.csv", "uk", user=bob)


@pytest.mark.parametrize("name", NAMES)
def test_another_commune_sees_and_changes_nothing(name: str, row: tuple[Record, Import], as_charlie: Any) -> None:
    record, imported = row
    url = address(name, record.slug, imported.pk)
    before = (record.values, Record.objects.count(), Import.objects.get().state)
    for response in (as_charlie.get(url), as_charlie.post(url, {"seen": 1, "number": 1})):
        if name not in OWN:
            assert response.status_code in (404, 405), name
        assert b"Secret de Valbrume" not in response.content and b"secret.csv" not in response.content
    assert (Record.objects.get().values, Record.objects.count(), Import.objects.get().state) == before


@pytest.mark.parametrize("name", NAMES)
def test_somebody_without_an_account_is_sent_to_sign_in(name: str, row: tuple[Record, Import], client: Any) -> None:
    record, imported = row
    for response in (client.get(address(name, record.slug, imported.pk)), client.post(address(name, record.slug, 1))):
        assert response.status_code == 302 and response.url.startswith(reverse("town:sign_in")), name


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OWN])
def test_what_does_not_exist_is_not_found(name: str, in_valbrume: Any, as_bob: Any) -> None:
    url = address(name, "nulle-part", 999_999)
    assert {as_bob.get(url).status_code, as_bob.post(url).status_code} <= {404, 405}
