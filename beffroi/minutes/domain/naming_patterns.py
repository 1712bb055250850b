# ruff: noqa: E501  (patterns read best whole)
"""The turns of phrase that tell who speaks, as patterns on folded text (no accents, no capitals): what stands
before a name in its sentence, and what stands after."""

from __future__ import annotations

import re

from beffroi.minutes.domain.named_people import TITLE

SELF_BEFORE = re.compile(
    rf"(?:\bje (?:suis(?: le| la| votre)?|me nomme)|\bje m'appelle|\bmon nom est|\bmoi,? c'est|^(?:(?:allo|bonjour|oui|bonsoir|salut)\b[^,.]{0, 20},? )*ici|\bc'est moi,?)(?: donc| bien)?"
    rf"(?: {TITLE.lower()})?\s*$"
)
PRESENTING = re.compile(
    r"\bme presenter?\b[^.?!]{0,40}$|^(?:(?:allo|bonjour|oui|bonsoir|salut|mon|ma)\b[^,.]{0,20},? )*ici\b[^.?!]{0,50},\s*$|^(?:et |oui,? |alors |donc |quant a )*moi,?\s*$"
)
ANNOUNCED = re.compile(r"\b(?:au micro|a l'antenne|a la presentation|au bout du fil),? $")
ITS_ME = re.compile(
    rf"^(?:(?:allo|oui|bonjour|bonsoir|salut|coucou|rebonjour|au micro|a l'antenne|a la presentation|au bout du fil)[ ,.!]*)*(?:c'est )?(?:{TITLE.lower()} )?$"
)
"""Before a name that may be one's own, the first time that one speaks ("Allô, c'est Julie")."""
AT_THE_PHONE = re.compile(r"^,? (?:a l'appareil|au micro|a l'antenne)\b")
SELF_AFTER = re.compile(
    r"^,? (?:pour ma part|quant a moi|de mon cote|a l'appareil|en ce qui me concerne|je me presente|au micro)\b"
)
GREETING = re.compile(
    r"^(?:\W|(?:alors|donc|oui|bon|bien|bonjour|bonsoir|merci|a|et|tous|toutes|madame|monsieur|mesdames|messieurs"
    r"|le maire|on y va|je commence|tout le monde|d'accord)\b)*$"
)
_ROLE_NOUN = (
    r"(?:responsable|direct(?:eur|rice)|adjointe?|conseill(?:er|ere)|chef(?:fe)?|president?e?|presidente|secretaire|maire"
    r"|agente?|habitante?|riveraine?|membre|elue?|chargee?|en charge|medecin|animat(?:eur|rice)|coordinat(?:eur|rice)"
    r"|technicien(?:ne)?|ingenieure?|architecte|delegue[e]?|representante?|commercante?|parent|professeure?|enseignante?"
    r"|institut(?:eur|rice)|benevole|tresori(?:er|ere)|gestionnaire|assistante?|juriste|comptable|redact(?:eur|rice)"
    r"|bureau d|service|mairie|agence|cabinet|association|societe|syndicat|prefecture|direction|communaute de"
    r"|du service|de l'[a-z]+|de chez|de la|du|des|pour|au nom)\b"
)
STATES = re.compile(
    rf"^(?: pour (?:la |le |les |l')|, (?:{_ROLE_NOUN}|je suis (?:la? |l'|une? |en |votre )?{_ROLE_NOUN}"
    r"|(?:je|j')\s?(?:dirige|habite|travaille|represente|pilote|m'occupe|gere|preside|tiens|remplace|coordonne|anime"
    r"|assure|fais partie|viens d|exerce|enseigne|suis (?:arrivee?|le|la|l'|un|une))\b))"
)
ABOUT_OTHERS = re.compile(
    r"\b(?:va|vont|souhait\w+|voudrai\w+|vous avez|pouvez|pourriez|avez-vous|est absente?|excusee?)\b|\?"
)
_PAROLE = r"(?:la |le )?(?:parole|micro|main)"
_ADVERB = r"(?:maintenant|donc|aussi|tout de suite|immediatement|a nouveau|sans attendre)"
FLOOR_BEFORE = re.compile(
    rf"(?:\b(?:donner?|passer?|laisser?|ceder?|redonner?|repasser?|rends?|rendre|accorder?) (?:{_ADVERB} )*{_PAROLE} "
    rf"(?:{_ADVERB} )*(?:a|au)(?: (?:notre|mon|ma|la|le|l')[^.,;?!]{{2,40}},)?"
    rf"|\b{_PAROLE} (?:est |revient |va )?(?:a|au)|\bau tour de|\binvite|\bappelle|\bje (?:me tourne vers|laisse)"
    rf"|\b(?:question|intervention|remarque|demande|reaction) (?:pour|de|d'|a|est a)"
    rf"|\becoutons|\bprie|\b(?:allez|vas)-y,?|\bje (?:vous|t')(?: en)? ?prie,?)\s*$"
)
_APPOSITION = r"(?:,? [^.,;?!]{2,60},)?"
FLOOR_AFTER = re.compile(
    rf"^{_APPOSITION},? (?:vous avez (?:{_PAROLE}|demande|une |un |la |le )|tu as {_PAROLE}|c'est a (?:vous|toi)"
    rf"|a (?:vous|toi)\b|je vous (?:en prie|ecoute|donne|passe|laisse)|je t'ecoute|nous vous ecoutons|on (?:vous|t')"
    rf" ?ecoute|vous (?:souhaitez|souhaitiez|vouliez|voulez|desirez|pouvez)|tu (?:voulais|veux|peux)"
    rf"|(?:(?:(?!\b(?:on|nous|je|tu|vous|ils?|elles?)\b)[^.;?!]){{0,60}}? )?(?:souhaite(?:nt|rait)?|voudrait|desire|veut|va|demande a|souhaitait)"
    rf"(?: nous| maintenant)* (?:intervenir|presenter|prendre|parler|exposer|dire|reagir|repondre|expliquer"
    rf"|completer|poser|ajouter|rapporter|lire|detailler)|(?:vous|te|nous) (?:repondre|presenter|expliquer|exposer|detailler|completer|dire)\b|demande {_PAROLE}|allez-y|vas-y"
    rf"|s'il (?:vous|te) plait\s*[.?!…]*$|peut-etre\s*[.?!…]*$)"
)
THANK = re.compile(
    r"(?:\bmerci|\bremercie(?:r|ons)?|^bravo|^felicitations)(?: beaucoup| bien| encore| infiniment| a (?:toi|vous))*"
    r"(?: pour [^.,?!]{2,50})?,?(?: a| mon(?: cher)?| ma(?: chere)?| chere?)?\s*$"
)
PRESENTED = re.compile(
    rf"(?:\bje (?:vous|te) presente(?: donc)?|\b(?:nous|je|j'|on) ?(?:recevons|accueillons|accueille|recois"
    rf"|recoit)(?: \w+)?|\ba (?:vos|mes|nos) cotes,?|\bavec nous,?(?: ce \w+,?)?|\bvoici"
    rf"|\bnotre invitee?(?: est|,)?|\bbienvenue a)"
    rf"(?: aussi| egalement| aujourd'hui| ce soir| ce matin)?(?: le| la)?(?: {TITLE.lower()})?\s*$"
)
ANOTHER_TIME = re.compile(
    r"\b(?:tout a l'heure|hier|la semaine|le mois|l'an|dernier|derniere|ce matin|mail|message|courrier)\b"
)
AGREE_BEFORE = re.compile(
    r"(?:rejoins?(?: \w+)?|d'accord avec(?: \w+)?"
    r"|comme (?:le |l'a |vient de le )?(?:dit|disait|dire|rappelait|rappelle)"
    r"|ce que (?:vient de dire|dit|disait|a dit|propose)|l'avis de|propos de|dans le sens de|soutiens)\s*$"
)
AGREE_AFTER = re.compile(
    r"^,? (?:a (?:tout a fait |parfaitement |bien |quand meme |entierement )?raison"
    r"|vient de (?:le )?(?:dire|rappeler)|l'a dit)"
)
DESIGNATED = re.compile(r"\b(?:designer?|nommer?|elire|proposer?|choisir|secretaire)\b[^.?!]{0,40}$")
SECRETARY = re.compile(r"\bsecretaire\b")
SECOND_PERSON = re.compile(
    r"\b(?:tu|t'|te|toi|ton|ta|tes|vous|votre|vos)\b|-(?:tu|vous|toi)\b|\bne \w+ez\b|\b(?:dites|pouvez)-"
)
THIRD = re.compile(
    r"^,? (?:(?:mais |parce qu')?(?:elle|il|lui|elles|ils)|qui|dont|que|ca(?![^.]*\?)|c'est(?![^.]*\?)"
    r"|(?:a|est|etait|avait|va|sera|doit|peut|vient|fait|n'a|n'est|ne|s'est|ira|arrive|travaille|habite)\b(?! vous| toi| tu))\b"
)
BEFORE_CALL = re.compile(
    r"(?:^|[,—–:…] ?|^(?:et|mais|non|oui|ah|oh|eh|he|bon|bien|alors|donc|et toi|et vous|dis|bonjour|bonsoir|salut"
    r"|ecoute|ecoutez"
    r"|tres bien|parfait|recu|entendu|d'accord|super|pardon|desolee?|cher|chere|mon cher|ma chere)[ ,]+"
    r"|(?:sur|sure|toi|vous|bonjour|bonsoir|salut) )$"
)
SUPPOSED = re.compile(
    r"\b(?:parce que?|puisque?|comme si|si|que|quand|disait|dit)[ ,]+(?:moi,? )?(?:je|j'|mon|c'est)[^,.]*$"
)
"""An introduction of oneself that is not one ("parce que je m'appelle...")."""
INTRODUCED_AS = re.compile(
    r"\b(?:une?|mon|ma|son|sa|leur|notre) (?!seule?|autre|fois|minute|seconde|chose|question|point|remarque)(?:[a-z]+ )?[a-z]+, (?:le |la )?$"
)
"""Before a name that only says who was meant ("une voisine, Paulette")."""
TITLE_HELD = re.compile(
    rf"^, (?:le|la|l'|notre|votre|un|une|ancien|ancienne)? ?(?:{_ROLE_NOUN}|ministre|depute|senat|prefet|avocat|premiere?|candidat|patron|chef)"
)
"""A name and its office: somebody spoken of ("Monsieur Roux, le directeur du syndicat, m'a dit")."""
AFTER_CALL = re.compile(r"^ ?(?:$|[,.?!…—–:])")
