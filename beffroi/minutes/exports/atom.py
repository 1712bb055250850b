"""The decisions of a council as an Atom feed (RFC 4287), each with an identifier that does not change (RFC 4151)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import StringIO
from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from beffroi.minutes.domain.public import PublicCommune, PublicItem, PublicSitting
from beffroi.minutes.exports.public_names import sitting_name

MOST_ENTRIES = 100
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a feed that has no entry yet: it must have one, and it must not change at each reading."""
MEDIA_TYPE = Atom1Feed.content_type


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=FIRST_DAY)


def decisions(commune: PublicCommune, sittings: Iterable[PublicSitting], base_url: str) -> str:
    """The last decisions of the sittings whose procès-verbal is published. ``sittings``: latest first."""
    home = reverse("minutes:public_sittings", args=[commune.slug])
    feed = _Feed(
        title=f"Décisions du {commune.council} – {commune.name}",
        link=urljoin(base_url, home),
        description="",
        subtitle="Décisions des séances dont le procès-verbal est arrêté et publié.",
        language="fr",
        author_name=commune.name,
        feed_url=urljoin(base_url, reverse("minutes:public_feed", args=[commune.slug])),
        feed_guid=tag(base_url, FIRST_DAY, home),
    )
    told = [(sitting, item) for sitting in sittings if sitting.is_adopted for item in sitting.items]
    for sitting, item in [pair for pair in told if pair[1].result.decided][:MOST_ENTRIES]:
        _add(feed, commune, sitting, item, base_url)
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def _add(feed: Atom1Feed, commune: PublicCommune, sitting: PublicSitting, item: PublicItem, base_url: str) -> None:
    path = reverse("minutes:public_item", args=[commune.slug, sitting.slug, item.number])
    number = f"{item.reference} – " if item.reference else ""
    feed.add_item(
        title=f"{number}{item.title} – {item.result.label}",
        link=urljoin(base_url, path),
        description=_summary(sitting, item),
        updateddate=sitting.updated,
        unique_id=tag(base_url, sitting.starts_at or FIRST_DAY, path),
        categories=(item.result.label,),
    )


def _summary(sitting: PublicSitting, item: PublicItem) -> SafeString:
    said = format_html("<p>{}. {}.</p>", sitting_name(sitting), item.decision.rstrip("."))
    plain = linebreaks(item.summary, autoescape=True) if item.summary else ""
    return mark_safe(f"{said}{plain}")  # noqa: S308 - both are escaped above


def tag(base_url: str, moment: datetime, path: str) -> str:
    """ "tag:mairie.example,2025-12-11:/seances/..."."""
    return f"tag:{urlsplit(base_url).hostname},{moment:%Y-%m-%d}:{path}"
