"""The calendar of the deadlines as an iCalendar feed (RFC 5545), written by the ``icalendar`` library: CRLF, folding at
75 octets, escaping and DTSTAMP are its own. Each deadline is a whole day, with an alarm before it while it is open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vText

from beffroi.minutes.domain.law.calendar import Deadline, Nature, Status
from beffroi.minutes.domain.law.references import citation

REMINDER_DAYS = (7, 2)
"""Days before an open duty at which a calendar rings."""


def to_ics(deadlines: Iterable[Deadline], name: str, now: datetime, uid_domain: str) -> str:
    """The feed. ``name``: how calendars title it, and what tells two sittings apart in the identifiers; ``now``: aware;
    ``uid_domain``: the host that vouches for them. A deadline without a date is left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Beffroi//Calendrier des séances//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))  # given as a plain string, the library would not escape it
    for deadline in deadlines:
        if deadline.due is not None:
            calendar.add_component(_event(deadline, name, now, uid_domain))
    return calendar.to_ical().decode("utf-8")


def _event(deadline: Deadline, name: str, now: datetime, uid_domain: str) -> Event:
    assert deadline.due is not None
    event = Event()
    event.add("uid", f"{_stable(name, deadline.key)}@{uid_domain}")
    event.add("dtstamp", now)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    event.add("summary", _title(deadline))
    event.add("description", _description(deadline))
    event.add("transp", "TRANSPARENT")
    if deadline.nature is Nature.DUTY and deadline.status in (Status.OPEN, Status.LATE):
        for days in REMINDER_DAYS:
            event.add_component(_alarm(deadline, days))
    return event


def _title(deadline: Deadline) -> str:
    done = deadline.status in (Status.DONE, Status.DONE_LATE) and deadline.nature is Nature.DUTY
    return f"{deadline.status.label} : {deadline.title}" if done else deadline.title


def _description(deadline: Deadline) -> str:
    lines = [f"Par : {deadline.by}.", f"Texte : {citation(deadline.article)}.", deadline.if_missed]
    if not deadline.verified:
        lines.append("Règle non vérifiée pour votre régime juridique : à contrôler.")
    return "\n".join(lines)


def _alarm(deadline: Deadline, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _stable(name: str, key: str) -> str:
    """The same deadline keeps its identifier from one reading of the feed to the next, whatever its date becomes."""
    return hashlib.sha256(f"{name}\n{key}".encode()).hexdigest()[:24]
