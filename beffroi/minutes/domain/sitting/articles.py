"""The texts that the ledger applies, and in which regimes their wording was verified.

Read, with their address (the wording is in the module that applies each):

- L2121-14: senat.fr, answer to question 11090 (4 April 2024), which quotes it whole.
- L2121-15: quoted in ``beffroi/minutes/domain/law`` with its own sources.
- L2121-17, first paragraph: senat.fr, answer to question 24626 (JO 1 March 2007); second paragraph: senat.fr,
  question 12942 (JO 26 December 2019), which quotes it under a wrong number (L2121-7).
- L2121-18: doctrine.fr LEGIARTI000006389876. L2121-20: legifrance LEGIARTI000006389878.
- L2121-21: senat.fr, answer to question 25053 (6 January 2022), first paragraphs only. The last one (a single
  candidature takes effect at once, without a vote) was read as a bill (Senate report 20, 2010-2011, article 42): an
  appointment that is only taken note of is therefore no contradiction; its wording in force was not verified.
- L1111-6: doctrine.fr LEGIARTI000006389028 (version of 23 February 2022); whether law 2025-1249 changed it too was
  not verified.
- L2131-11 as amended: article 32 of law 2025-1249 of 22 December 2025, legal.tricoteuses.fr JORFARTI000053142383.
- L1612-12: legal.tricoteuses.fr LEGIARTI000051731724. L2122-7: doctrine.fr LEGIARTI000006389921.
- L2122-4, L2122-7-1, L2122-7-2: as quoted by the minister (JOAN 23 March 2010) and by lafeve.fr (version of law
  2013-403); later changes not verified.
- L5211-1: legifrance LEGIARTI000031038607. L5211-6: as quoted in question 12620 (archive.nossenateurs.fr).
- L2541-1 and L2541-4: codes-et-lois.fr, undated copy; senat.fr and assemblee-nationale.fr, question 26922 (JO 17 May
  1999).
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """What a contradiction is about; the value is the article as documents write it."""

    SECRETARY = "CGCT, art. L2121-15"
    QUORUM = "CGCT, art. L2121-17"
    CLOSED_DOORS = "CGCT, art. L2121-18"
    PROXY = "CGCT, art. L2121-20"
    COUNT = "CGCT, art. L2121-20, suffrages exprimés"
    KIND = "CGCT, art. L2121-21"
    CHAIR = "CGCT, art. L2121-14"
    ACCOUNT = "CGCT, art. L2121-14 et L1612-12"
    AGENDA = "CGCT, art. L2121-10"
    RECUSAL = "CGCT, art. L2131-11"
    RECUSED_BODY = "CGCT, art. L1111-6 et L2131-11"
    ELECTION = "CGCT, art. L2122-7"
    LIST_ELECTION = "CGCT, art. L2122-7-2"
    DEPUTY = "CGCT, art. L5211-6"
    MEMBERS = "Tableau du conseil"
    RECORD = "Déroulement de la séance"


GENERAL, EPCI, ALSACE_MOSELLE, OTHER = "general", "epci", "alsace_moselle", "other"

# In Alsace-Moselle L2541-1 sets aside L2121-10, L2121-15 and the second paragraph of L2121-17; the local texts on the
# secretary and on the agenda were not read. In an EPCI the age rule of lists has no use (see ``elections``), and the
# reference that makes L1111-6 and L2131-11 apply there was not read; that L2121-14 and L1612-12 do was (oise.gouv.fr).
_UNVERIFIED: dict[str, frozenset[Rule]] = {
    GENERAL: frozenset(),
    EPCI: frozenset({Rule.LIST_ELECTION, Rule.RECUSED_BODY, Rule.RECUSAL}),
    ALSACE_MOSELLE: frozenset({Rule.SECRETARY, Rule.AGENDA}),
}


def is_verified(rule: Rule, regime: str) -> bool:
    """Whether the wording behind a rule was read for this regime; never for a regime that is not known here."""
    return rule not in _UNVERIFIED[regime] if regime in _UNVERIFIED else False
