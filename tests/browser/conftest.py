"""Pages in a real browser: Chromium, headless, on the suite's own server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from beffroi.town.scope import scope
from tests.doubles.cast import a_commune, a_person
from tests.doubles.ready import a_ready_meeting

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium n’est pas installé (apt-get install chromium) : les pages ne sont pas vues.")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in the thread of the test, which is not that of the server.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def town(transactional_db: None) -> Iterator[dict[str, Any]]:
    """Valbrume with Alice, Bob and a meeting to proof-read, committed so that the server sees them."""
    commune = a_commune("Valbrume")
    alice, bob = a_person("alice", commune, "agent"), a_person("bob", commune, "reader")
    with scope(commune):
        meeting = a_ready_meeting(alice)
        meeting.refresh_from_db()
        yield {"commune": commune, "alice": alice, "bob": bob, "meeting": meeting, "minutes": meeting.minutes}


Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, live_server: Any) -> Iterator[Opened]:
    """A page of the browser for a person already signed in; what its console complains of fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(user: Any = None, *, width: int = 1280, height: int = 800, scripts: bool = True) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, java_script_enabled=scripts
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # Refusals that the page then shows (409, 422) and cuts made on purpose are written there by the browser itself.
    expected = ("status of 4", "ERR_CONNECTION_RESET")
    assert [each for each in complaints if not any(words in each for words in expected)] == []
