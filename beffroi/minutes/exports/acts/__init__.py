"""The council's documents as files: from the values of ``domain.acts`` to PDF, DOCX and ODT."""

from .attendance import attendance_sheet
from .bundle import descriptor, transmission_zip
from .convocation import convocation_document
from .deliberation import deliberation_document
from .files import act_file, act_file_name
from .listing import deliberation_list
from .minutes import minutes_document
from .recording_notice import recording_notice_document
from .register import register_sheets, register_tables

__all__ = [
    "act_file",
    "act_file_name",
    "attendance_sheet",
    "convocation_document",
    "deliberation_document",
    "deliberation_list",
    "descriptor",
    "minutes_document",
    "recording_notice_document",
    "register_sheets",
    "register_tables",
    "transmission_zip",
]
