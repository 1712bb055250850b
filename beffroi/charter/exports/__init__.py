"""The charter as documents for the council: the text to vote, and the deliberation's draft."""

from .charter_text import charter_document
from .deliberation import deliberation_document
from .files import FORMATS, file_name, rendered

__all__ = ["FORMATS", "charter_document", "deliberation_document", "file_name", "rendered"]
