"""An RFC 3161 time-stamp over a checkpoint's signature, where the installation names an authority. Optional: without
the setting nothing is asked of anybody, and a checkpoint whose stamp could not be had is kept without one."""

from __future__ import annotations

import logging

import httpx
from django.conf import settings

logger = logging.getLogger(__name__)
SECONDS = 10.0


def stamp(signature: bytes) -> bytes | None:
    """The token (DER of the response); None without an authority, without the library, or when it does not answer."""
    address = settings.TIMESTAMP_URL
    if not address:
        return None
    try:
        from rfc3161_client import TimestampRequestBuilder, decode_timestamp_response
    except ImportError:
        logger.error("BEFFROI_TIMESTAMP_URL est réglé, mais l’extra « timestamp » n’est pas installé.")
        return None
    request = TimestampRequestBuilder().data(signature).build()
    try:
        answer = httpx.post(
            address,
            content=request.as_bytes(),
            headers={"Content-Type": "application/timestamp-query"},
            timeout=SECONDS,
        )
        answer.raise_for_status()
        decode_timestamp_response(answer.content)
    except (httpx.HTTPError, ValueError) as error:
        logger.warning("No time-stamp from the authority: %s", error)
        return None
    return bytes(answer.content)
