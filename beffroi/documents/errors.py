"""What a reader or a writer says when a file cannot be used."""

from __future__ import annotations


class DocumentError(Exception):
    """A file that cannot be read or written. ``message`` is French, for the person who gave the file: what
    happened and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
