"""The journal while many write at once, and what it must never hold."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import close_old_connections

from beffroi.audit.journal import record, verify
from beffroi.audit.models import Entry
from tests.doubles.cast import a_commune


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_chain_without_gap_or_fork() -> None:
    commune = a_commune("Valbrume")
    failures: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for rank in range(15):
                record("read", actor=f"agent{writer}", subject=f"meeting:{rank}", commune=commune)
        except Exception as error:
            failures.append(error)
        finally:
            close_old_connections()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert Entry.objects.filter(chain="valbrume").count() == 90
    assert verify("valbrume") == {"valbrume": []}


PLANTED = "Zénobie Tartempion habite 12 rue des Lilas, 06 12 34 56 78"


@pytest.mark.django_db
def test_no_word_of_what_is_written_read_or_sent_reaches_the_journal(ready: Any, as_bob: Any, bob: Any) -> None:
    """Planted words go through a text, a correction, a remark and a flag; the journal keeps sizes and names of acts."""
    from django.urls import reverse

    from beffroi.minutes.actions.edit_sentence import add_sentence, edit_sentence
    from beffroi.minutes.models import Section, Sentence

    section = Section.objects.filter(minutes=ready.minutes).first()
    add_sentence(section, text=PLANTED, user=bob)
    sentence = Sentence.objects.filter(text=PLANTED).first()
    edit_sentence(sentence, text=f"{PLANTED}.", version=sentence.version, user=bob)
    as_bob.post(reverse("minutes:correct", args=[ready.utterances.first().pk]), {"text": PLANTED})
    as_bob.get(reverse("minutes:transcript", args=[ready.pk, "txt"]))
    kept = " ".join(f"{entry.actor} {entry.action} {entry.subject} {entry.data}" for entry in Entry.objects.all())
    assert Entry.objects.count() > 2
    assert [word for word in ("Zénobie", "Tartempion", "Lilas", "06 12") if word in kept] == []
