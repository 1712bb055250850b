"""The notice on the door of the room: the sitting is recorded.

Sources: CGCT L2121-18 (sittings are public and may be retransmitted), GDPR articles 13 and 21 (information, right to
object), for what a person of the public must be told. The wording is ours; no official model was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.minutes.domain.acts.body import Body


@dataclass(frozen=True, slots=True)
class RecordingNotice:
    """``kept``: how long, as a clause ("jusqu’à l’adoption du procès-verbal, à la séance suivante"). ``contact``: who
    answers for the rights (name or service, e-mail or phone). ``officer``: the data protection officer's contact.
    ``broadcast``: the sound is also put online or broadcast live."""

    body: Body
    contact: str
    kept: str = "jusqu’à l’adoption du procès-verbal, au commencement de la séance suivante, puis effacé"
    officer: str = ""
    broadcast: bool = False
    ai_assisted: bool = True
