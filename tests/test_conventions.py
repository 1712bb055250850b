"""What holds for the whole house, tested once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string, module_has_submodule

from beffroi.cli.parser import build_parser
from beffroi.config import env
from beffroi.town.models import SHARED_MODELS, Role
from beffroi.town.scope import CommuneOwned

ROOT = Path(__file__).resolve().parent.parent
OURS = [config for config in apps.get_app_configs() if config.name.startswith("beffroi.")]
PERMISSIONS = {"public", *Role.values}


def urls(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from urls(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def shared_models() -> dict[str, str]:
    shared = dict(SHARED_MODELS)
    for config in OURS:
        if module_has_submodule(config.module, "shared"):
            shared |= import_string(f"{config.name}.shared.SHARED_MODELS")
    return shared


def test_every_page_says_who_may_open_it() -> None:
    pages = list(urls(get_resolver().url_patterns))
    assert pages
    silent = [path for path, page in pages if getattr(page.callback, "permission", None) not in PERMISSIONS]
    assert silent == []


def test_every_model_belongs_to_a_commune_or_says_why_not() -> None:
    shared = shared_models()
    models = {model._meta.label: model for config in OURS for model in config.get_models()}
    lost = [label for label, model in models.items() if not issubclass(model, CommuneOwned) and label not in shared]
    assert lost == []
    assert all(reason for reason in shared.values())
    assert set(shared) <= set(models), "a reason is given for a model that no longer exists"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "reglages.md").read_text()
    assert [name for name in env.SETTINGS if f"`{name}`" not in page] == []


def test_no_documented_setting_has_disappeared() -> None:
    page = (ROOT / "docs" / "reglages.md").read_text()
    assert sorted(set(re.findall(r"`(BEFFROI_[A-Z_]+)`", page)) - set(env.SETTINGS)) == []


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commandes.md").read_text()
    subparsers = next(action for action in build_parser()._actions if action.dest == "==SUPPRESS==")
    assert [name for name in subparsers.choices if f"`beffroi {name}" not in page] == []


@pytest.mark.parametrize(
    "pattern", ["/" + "root/", "/" + "tmp/", "pypi" + ".org", "python" + "hosted", "npm" + "js.com"]
)
def test_no_file_carries_a_path_of_a_machine_or_a_registry(pattern: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for folder in ("beffroi", "bench", "tools", "samples", "requirements", "docs", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".lock", ".in", ".html", ".js", ".css", ".sh"} and pattern in path.read_text()
    ]
    assert found == []


def test_every_use_of_ai_tells_what_happens_without_it() -> None:
    from beffroi.charter.uses import all_uses

    assert all_uses()
    assert [
        use.code for use in all_uses() if not (use.purpose and use.data and use.human_check and use.without_ai)
    ] == []
