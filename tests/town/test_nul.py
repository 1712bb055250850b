"""An address with a NUL names nothing, whatever the database makes of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.conftest import StrictClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/echeances/%00.ics", "/remarques/a%00b/", "/registre/valbrume/donnees/%00"])
def test_an_address_with_a_nul_is_not_found(address: str) -> None:
    assert StrictClient().get(address).status_code == 404


def test_a_search_with_a_nul_is_not_found(as_alice: StrictClient) -> None:
    assert as_alice.get(reverse("minutes:meetings") + "?q=%00").status_code == 404
    assert as_alice.get(reverse("minutes:meetings") + "?q=conseil").status_code == 200
