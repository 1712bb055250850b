"""Who of a list of people is a member of the assembly: told by the function, corrected by the clerk.

- L2121-15, second paragraph: auxiliaries of the secretary are chosen outside the members of the council; they attend
  and take no part in the deliberations (quoted at tomriou-avocat.com, 21 June 2023, "Les secrétaires de mairie et DGS
  peuvent-ils assister aux réunions des conseils municipaux ?", and courrierdesmaires.fr, "Le secrétaire de séance").
- Whoever is not a member is therefore counted neither among those in office (L2121-17) nor among the voters (L2121-20),
  however often a list of the sitting names them beside the elected members.

A function that tells nothing is a member's: the list of a council is one of elected members.
"""

from __future__ import annotations

import re

from .text import fold

_GUEST = re.compile(r"\b(?:invitee?s?|auxiliaires?|journalistes?|presse|publics?|stagiaires?|prestataires?)\b")
"""Said of somebody, it tells where they sit, whatever they are elsewhere."""
_CHAIR = r"(?<!\bdu )(?<!\bde la )(?<!\bde )(?<!\bau )(?<!\ba la )\b(?:maires?|(?:vice )?president(?:e|es|s)?)\b"
""" "directrice de cabinet du maire" is no mayor."""
_ADJOINT = (
    r"(?<!general )(?<!generale )(?<!directeur )(?<!directrice )(?<!mairie )\badjointe?s?\b"
    r"(?! (?:administrati|technique|d'animation|territorial|du patrimoine|au direct|a la direct|au chef|au respons))"
)
_COUNCILLOR = r"\bconseill(?:er|ere)s?\b(?! (?:technique|numerique|juridique|en |aux decideurs|d'orientation))"
_SEAT = r"\b(?:elu|titulaire|suppleant|membre)(?:e|es|s)?\b|\bdeleguee?s? (?:communautaire|syndica)"
_ELECTED = re.compile("|".join((_CHAIR, _ADJOINT, _COUNCILLOR, _SEAT)))
_SERVICE = re.compile(
    r"\b(?:dgs|dga|dgst|dst|drh|daf)\b|\bd\.\s?g\.\s?[as]\b|\bdirect(?:eur|rice|ion)s?\b|\bcheff?e?s? d[eu]\b"
    r"|\bsecretaires? (?:generale?s?|de mairie|de direction|administrati|comptable|du maire|d[eu] (?:la )?president)"
    r"|\b(?:agent|responsable|attache|assistant|charge)(?:e|es|s)?\b|\bcollaborat(?:eur|rice)s?\b|\bredact(?:eur|rice)s?\b"
    r"|\badjointe?s? (?:administrati|technique|d'animation|territorial|du patrimoine|au |a la )"
    r"|\bconseill(?:er|ere)s? (?:technique|numerique|juridique|en |aux decideurs)"
    r"|\b(?:tresori(?:er|ere) public|receveur|receveuse|comptable public|police municipale|garde champetre)\b"
    r"|\b(?:bureau d'etudes|protection des donnees)\b"
)


def is_member_by_function(function: str) -> bool:
    """Whether somebody of that function ("maire", "directrice générale des services", "") is a member."""
    said = fold(function)
    if _GUEST.search(said):
        return False
    return bool(_ELECTED.search(said)) or not _SERVICE.search(said)
