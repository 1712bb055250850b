"""What is kept of a meeting, from its agenda to the approved text; and of a council's sitting, to its sealed acts."""

from .acts import NEEDS_LEDGER, Deliberation, DocumentKind, IssuedDocument, Publication, Transmission
from .council import CouncilSettings, LegalRegime, PublicationMode, Sitting, SittingEvent, SittingFlag
from .gate import Approval, Delivery
from .meeting import AgendaItem, ItemDetail, Meeting, Participant
from .pv import Comment, CommentInvitation, MentionAnswer, PvStep, PvStepDone, Reminder
from .reading import KnownCorrection, ReadingPlace
from .recording import KeepRule, Recording, Window
from .secrecy import DeletionPermit, KeepHold, Redaction, RedactionReason, RedactionState, SoundAccess
from .text import Change, Flag, FlagAnswer, Minutes, MinutesState, Section, Sentence
from .transcript import Utterance, Voice

__all__ = [
    "NEEDS_LEDGER",
    "AgendaItem",
    "Approval",
    "Change",
    "Comment",
    "CommentInvitation",
    "CouncilSettings",
    "DeletionPermit",
    "Deliberation",
    "Delivery",
    "DocumentKind",
    "Flag",
    "FlagAnswer",
    "IssuedDocument",
    "ItemDetail",
    "KeepHold",
    "KeepRule",
    "KnownCorrection",
    "LegalRegime",
    "Meeting",
    "MentionAnswer",
    "Minutes",
    "MinutesState",
    "Participant",
    "Publication",
    "PublicationMode",
    "PvStep",
    "PvStepDone",
    "ReadingPlace",
    "Recording",
    "Redaction",
    "RedactionReason",
    "RedactionState",
    "Reminder",
    "Section",
    "Sentence",
    "Sitting",
    "SittingEvent",
    "SittingFlag",
    "SoundAccess",
    "Transmission",
    "Utterance",
    "Voice",
    "Window",
]
