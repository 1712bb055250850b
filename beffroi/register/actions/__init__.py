"""What is done with the register. ``summary(commune)``: its figures, for evidence and reports."""

from .sheets import summary

__all__ = ["summary"]
