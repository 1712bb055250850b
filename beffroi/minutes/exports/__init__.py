"""Documents made from a meeting. A final one is refused while nobody approved its text."""

from .content import says_ai_helped
from .render import MEDIA_TYPES, NOT_APPROVED, GateClosed, file_name, render, transcript, transcript_file_name

__all__ = [
    "MEDIA_TYPES",
    "NOT_APPROVED",
    "GateClosed",
    "file_name",
    "render",
    "says_ai_helped",
    "transcript",
    "transcript_file_name",
]
