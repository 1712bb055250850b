"""What is kept of a meeting, from its agenda to the approved text."""

from .gate import Approval, Delivery
from .meeting import AgendaItem, Meeting, Participant
from .reading import KnownCorrection, ReadingPlace
from .recording import KeepRule, Recording, Window
from .text import Change, Flag, FlagAnswer, Minutes, MinutesState, Section, Sentence
from .transcript import Utterance, Voice

__all__ = [
    "AgendaItem",
    "Approval",
    "Change",
    "Delivery",
    "Flag",
    "FlagAnswer",
    "KeepRule",
    "KnownCorrection",
    "Meeting",
    "Minutes",
    "MinutesState",
    "Participant",
    "ReadingPlace",
    "Recording",
    "Section",
    "Sentence",
    "Utterance",
    "Voice",
    "Window",
]
