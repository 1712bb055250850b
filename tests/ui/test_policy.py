"""No page asks anything of another server, and what is vendored is what it says it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests.conftest import StrictClient

ROOT = Path(__file__).resolve().parents[2] / "beffroi"
STATIC = [path for path in ROOT.rglob("static/**/*") if path.is_file()]
TEMPLATES = list(ROOT.rglob("templates/**/*.html"))


def test_every_page_carries_a_policy_that_allows_nothing_from_elsewhere(db: None) -> None:
    policy = StrictClient().get(reverse("town:sign_in")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy


@pytest.mark.parametrize(
    "path", [each for each in STATIC if each.suffix in {".css", ".js"}], ids=lambda path: path.name
)
def test_no_style_or_script_calls_another_server(path: Path) -> None:
    found = re.findall(r"(?:url\(|@import|fetch\(|import\(?)\s*[\"'(]*(?:https?:)?//[^\s\"')]+", path.read_text())
    assert found == []


def test_no_template_calls_another_server() -> None:
    assert TEMPLATES
    outside = {
        path.name: found
        for path in TEMPLATES
        if (found := re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']+", path.read_text()))
    }
    assert outside == {}


def test_vendored_scripts_are_those_that_were_checked() -> None:
    vendor = ROOT / "ui" / "static" / "ui" / "vendor"
    listed = dict(re.findall(r"\| `([^`]+\.js)` \|.*?`([0-9a-f]{64})`", (vendor / "VENDORED.md").read_text()))
    present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in vendor.glob("*.js")}
    assert present and present == listed


def test_the_common_errors_are_told_in_french(db: None) -> None:
    client = StrictClient(enforce_csrf_checks=True)
    response = client.post(reverse("town:sign_in"), {"username": "x"})
    assert response.status_code == 403 and "restée ouverte trop longtemps" in response.content.decode()
    assert "Cette page n’existe pas" in client.get("/nulle-part/").content.decode()


def test_a_crash_is_told_without_its_details(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from beffroi.ui import views

    def crash(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("détail interne")

    monkeypatch.setattr(views, "render", crash)
    client = StrictClient(raise_request_exception=False)
    response = client.get(reverse("ui:gallery"))
    assert response.status_code == 500
    assert "Quelque chose n’a pas fonctionné" in response.content.decode()
    assert "détail interne" not in response.content.decode()


def test_the_page_goes_back_only_to_itself_after_a_change_of_look(db: None) -> None:
    response = StrictClient().post(reverse("ui:theme"), {"theme": "dark"}, HTTP_REFERER="https://ailleurs.example/")
    assert response.url == "/"
