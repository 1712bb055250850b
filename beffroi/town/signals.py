"""What happens in the town that others may want to know; the audit room records it."""

from django.dispatch import Signal

signed_in = Signal()
"""user, commune"""
sign_in_failed = Signal()
"""username"""
