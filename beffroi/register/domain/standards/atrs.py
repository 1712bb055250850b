"""The British Algorithmic Transparency Recording Standard (ATRS): the table of its published records, and its facets.

Read: the columns of the list of records on GOV.UK (publishing_body, tool_name, published, url); the facets of its
publisher (``algorithmic_transparency_record_phase``...: their values are written here as labels); and the attributes of
the standard 2.1 as far as we could read them (description, contact_email, team, senior_responsible_owner,
external_supplier). Everything else of a record is kept aside and given back.
"""

from __future__ import annotations

from beffroi.register.domain.fields import Status
from beffroi.register.domain.readings import choice_column, list_column, text_column

from .base import Standard

_PHASES: dict[str, str] = {
    "pre-deployment": Status.PROJECT,
    "beta/pilot": Status.TEST,
    "beta-pilot": Status.TEST,
    "private beta": Status.TEST,
    "private-beta": Status.TEST,
    "public beta": Status.TEST,
    "public-beta": Status.TEST,
    "production": Status.DEPLOYED,
    "retired": Status.STOPPED,
}
_PHASE_WORDS: dict[str, str] = {
    Status.PROJECT: "Pre-deployment",
    Status.TEST: "Beta/Pilot",
    Status.DEPLOYED: "Production",
    Status.STOPPED: "Retired",
}
PREFIX = "algorithmic_transparency_record_"
ALIASES = {"organisation": "publishing_body", "title": "tool_name", "name": "tool_name", "date_published": "published"}
LIST = ("publishing_body", "tool_name", "published", "url")
STANDARD = Standard(
    code="uk",
    label="ATRS (Royaume-Uni)",
    form="csv",
    filename="atrs.csv",
    columns=(
        text_column("publishing_body", "organisation"),
        text_column("tool_name", "name"),
        text_column("published", "recorded_on"),
        text_column("url", "record_url"),
        text_column("description", "summary"),
        choice_column("phase", "status", _PHASES, _PHASE_WORDS),
        list_column("function", "themes", ";"),
        text_column("task", "purpose"),
        text_column("other_tags", "tags"),
        text_column("website", "website"),
        text_column("contact_email", "contact"),
        text_column("team", "service"),
        text_column("senior_responsible_owner", "responsible"),
        text_column("external_supplier", "supplier"),
    ),
    identity=("url",),
    always=LIST,
)
