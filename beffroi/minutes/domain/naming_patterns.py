# ruff: noqa: E501  (patterns read best whole)
"""The turns of phrase that tell who speaks, as patterns on folded text (no accents, no capitals): what stands
before a name in its sentence, and what stands after."""

from __future__ import annotations

import re

from beffroi.minutes.domain.named_people import TITLE

SELF_BEFORE = re.compile(
    rf"(?:\bje (?:suis(?: le| la| votre)?|me nomme)|\bje m'appelle|\bmon nom est|\bmoi,? c'est|^(?:(?:allo|bonjour|oui|bonsoir|salut)\b[^,.]{{0,20}},? )*ici|\bc'est (?:donc |bien )?moi,?)(?: donc| bien)?"
    rf"(?: {TITLE.lower()})?\s*$"
)
PRESENTING = re.compile(
    r"\bme presenter?\b[^.?!]{0,40}$|\bpour les nouve(?:aux|lles)(?: \w+)?,? $|\bme connai(?:ssent|trai\w+|ssai\w+) pas(?: encore)?[^.?!]{0,20}$|^(?:(?:allo|bonjour|oui|bonsoir|salut|mon|ma)\b[^,.]{0,20},? )*ici\b[^.?!]{0,50},\s*$|^(?:et |oui,? |alors |donc |quant a )*moi,?\s*$|, moi, $"
)
ANNOUNCED = re.compile(r"\b(?:au micro|a l'antenne|a la presentation|au bout du fil),? $")
ITS_ME = re.compile(
    rf"^(?:(?:allo|oui|bonjour|bonsoir|salut|coucou|hello|hey|re|rebonjour|a tous|a toutes(?: et (?:a )?tous)?|tout le monde|au micro|a l'antenne|a la presentation|au bout du fil)[ ,.!]*)*(?:c'est )?(?:{TITLE.lower()} )?$"
)
"""Before a name that may be one's own, the first time that one speaks ("Allô, c'est Julie")."""
AT_THE_PHONE = re.compile(
    r"^,? (?:a l'appareil|au micro|a l'antenne|avec vous (?:jusqu|pour|ce|dans|en)|(?:qui (?:vous|te) parle|a (?:votre|ton) (?:ecoute|service))\b(?! aujourd'hui de)|ici\b(?=\s*[,.!…—–-]))"
)
FOR_MY_PART = re.compile(
    r"^(?:\W|(?:bon|bien|alors|donc|oui|bonjour|bonsoir|et)\b)*(?:pour ma part|de mon cote|quant a moi|en ce qui me concerne),? $"
)
"""Before a full name, the first time that one speaks ("Pour ma part, Claire Morel, je...")."""
SELF_AFTER = re.compile(
    r"^,? (?:pour ma part|quant a moi|de mon cote|a l'appareil|en ce qui me concerne|je me presente|au micro|a (?:vos|tes) ordres|au rapport)\b"
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
_TRADE = (
    r"(?:rue|avenue|impasse|boulevard|chemin|quartier|lotissement|residence|groupement|brigade|compagnie|unite|bureau|pole|centre|police|sapeurs?|pompiere?|collectif|comite|federation"
    r"|office|chambre|entreprise|lycee|college|mediatheque|bibliotheque|hopital|clinique|adherente?|locataire|proprietaire"
    r"|voisine?|retraitee?|maman|papa|etudiante?|agricult(?:eur|rice)|stagiaire|apprentie?|infirmi(?:er|ere)"
    r"|educat(?:eur|rice)|psychologue|archiviste|urbaniste|paysagiste|geometre|notaire|avocate?|journaliste"
    r"|correspondante?"
    r"|(?!(?:premier|dernier|dossier|chantier|papier|courrier|quartier|janvier|fevrier|ordinaire|contraire|affaire|horaire|anniversaire|valeur|hauteur|couleur|secteur|moteur|compteur|meilleur|erreur|monsieur|commentaire)\b)"
    r"[a-z]{2,}(?:teur|trice|eur|euse|ier|iere|iste|logue|ien|ienne|aire))\b"
)
STATES = re.compile(
    rf"^(?: pour (?:la |le |les |l')|, (?:{_ROLE_NOUN}|{_TRADE}|je suis (?:la? |le |l'|une? |en |votre )?(?:{_ROLE_NOUN}|{_TRADE})"
    r"|(?:je|j')\s?(?:dirige|habite|travaille|represente|pilote|m'occupe|gere|preside|tiens|remplace|coordonne|anime"
    r"|assure|fais partie|viens d|exerce|enseigne|suis (?:arrivee?|le|la|l'|un|une))\b))"
)
ABOUT_OTHERS = re.compile(
    r"\b(?:va|vont|souhait\w+|voudrai\w+|vous avez|pouvez|pourriez|avez-vous|est absente?|excusee?)\b|\?"
)
_PAROLE = r"(?:la |le )?(?:parole|micro|main|baton(?: de parole)?|relais|flambeau)"
_ADVERB = r"(?:maintenant|donc|aussi|tout de suite|immediatement|a nouveau|sans attendre)"
FLOOR_BEFORE = re.compile(
    rf"(?:\b(?:donner?|passer?|laisser?|ceder?|redonner?|repasser?|rends?|rendre|accorder?) (?:{_ADVERB} )*{_PAROLE} "
    rf"(?:{_ADVERB} )*(?:a|au)(?: (?:notre|mon|ma|la|le|l')[^.,;?!]{{2,40}},| [^.,;?!]{{2,40}},)?"
    rf"|\b(?:laisse|cede|confie|passe|rends?) la presidence (?:de (?:la )?seance )?(?:a|au)|\b{_PAROLE} (?:est |revient |va )?(?:a|au)|\bau tour de|\binvite|\bappelle|\bje (?:me tourne vers|laisse)"
    rf"|\b(?:question|intervention|remarque|demande|reaction) (?:pour|de|d'|a|est a)"
    rf"|\brapporteure?(?: est)?\s*[:,]?|\becoutons|\bprie|\b(?:allez|vas)-y,?|\bje (?:vous|t')(?: en)? ?prie,?)\s*$"
)
_APPOSITION = r"(?:,? [^.,;?!]{2,60},)?"
_TELLS = r"(?:faites|dites|donnez|presentez|expliquez|racontez|parlez|exposez|resumez|precisez|rappelez|lisez|eclairez|fais|dis|donne|presente|explique|raconte|parle|resume|precise|rappelle|lis|eclaire)"
_COMMAND = rf"{_TELLS}-(?:nous|le-nous|la-nous)\b|commence[zr]?\b|(?:le |la |un |votre |ton |ta )?(?:compte[- ]rendu|bilan|point|rapport|topo|presentation)\b[^?]{{0,40}}$"
REPORTS = re.compile(
    r"^ qui (?:nous |vous )?(?:(?:le |la |les |l')?(?:rapporte|presente|expose|explique|detaille)|va (?:nous|vous)|s'en (?:charge|occupe)|s'en est (?:chargee?|occupee?)|est rapporteure?"
    r"|a (?:prepare|suivi|porte|travaille))\b"
)
"""After the name of who is to speak of an item ("c'est madame Dubois qui rapporte")."""
FLOOR_AFTER = re.compile(
    rf"^{_APPOSITION},? (?:vous avez (?:{_PAROLE}|demande|leve|une |un |la |le )|vous levez|tu leves|(?:je|on) (?:vous|te) (?:vois|voit)|c'est (?:pour (?:vous|toi)|(?:votre|ton) (?:dossier|sujet|point|tour|domaine|rayon))|tu as {_PAROLE}|c'est a (?:vous|toi)"
    rf"|a (?:vous|toi)\b|je vous (?:en prie|ecoute|donne|passe|laisse)|je t'ecoute|nous vous ecoutons|on (?:vous|t')"
    rf" ?ecoute|vous (?:souhaitez|souhaitiez|vouliez|voulez|desirez|pouvez)|tu (?:voulais|veux|peux)"
    rf"|(?:(?:(?!\b(?:on|nous|je|tu|vous|ils?|elles?)\b)[^.;?!]){{0,60}}? )?(?:souhaite(?:nt|rait)?|voudrait|desire|veut|va|demande a|souhaitait)"
    rf"(?: nous| vous| leur| maintenant)* (?:s'exprimer|intervenir|presenter|prendre|parler|exposer|dire|reagir|repondre|expliquer"
    rf"|completer|poser|ajouter|rapporter|lire|detailler)|(?:nous|vous) (?:le |la |les )?(?:presente|expose|explique|rapporte|detaille|resume|fait (?:un|le|une) (?:point|bilan|topo|retour|presentation))\b|(?:vous|te|nous) (?:repondre|presenter|expliquer|exposer|detailler|completer|dire)\b|(?:a|avait|avez|as) (?:demande|leve) {_PAROLE}|demande {_PAROLE}|maintenant\s*[.!…]*$|allez-y|vas-y|(?:{_COMMAND})"
    rf"|peut-etre\s*[.?!…]*$)"
)
THANK = re.compile(
    r"(?:\bmerci|\bremercie(?:r|ons)?|^bravo|^felicitations)(?: beaucoup| bien| encore| infiniment| a (?:toi|vous))*"
    r"(?: pour [^.,?!]{2,50})?,?(?: a| mon(?: cher)?| ma(?: chere)?| chere?)?\s*$"
)
PRESENTED = re.compile(
    rf"(?:\bje (?:vous|te) presente(?: donc)?|\b(?:plaisir|honneur|joie|chance) (?:d'accueillir|de recevoir|d'avoir avec nous)|\b(?:nous|je|j'|on) ?(?:recevons|accueillons|accueille|recois"
    rf"|recoit)(?: \w+)?|\ba (?:vos|mes|nos) cotes,?(?: il y a)?|\ba ma (?:gauche|droite),?(?: il y a| se trouve)?|\bavec nous,?(?: ce \w+,?)?|\bvoici"
    rf"|\bnotre invitee?(?: est|,)?|\bbienvenue a)"
    rf"(?: aussi| egalement| aujourd'hui| ce soir| ce matin)?(?: notre \w+| le \w+| la \w+| l'\w+| le| la)?(?: {TITLE.lower()})?\s*$"
)
PLEASED = re.compile(
    rf"^\W*(?:oui |ah |tres )*(?:enchantee?|bienvenue|ravie? de (?:te|vous) (?:rencontrer|connaitre|voir)),? (?:{TITLE.lower()} )?$"
)
"""Before the name of somebody who just gave it."""
ITEM = re.compile(
    r"^\W*(?:deliberation|rapport|dossier|motion|voeu|convention|budget|decision modificative)\b[^?]*, $|\b(?:point|sujet|rapport|deliberation|question|dossier|item)s? (?:suivante?|numero|n°|\d|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b"
    r"|\b(?:premiere?|deuxieme|troisieme|prochaine?|derniere?) (?:point|sujet|rapport|deliberation|question|dossier)\b|\b(?:on|nous) (?:passe|passons|commence|commencons|poursuit|poursuivons|enchaine|enchainons|termine|terminons|attaque|aborde|abordons) (?:par|au|aux|a|avec|sur)\b|\bpassons (?:au|aux|a)\b"
)
"""Before a name that ends its sentence: an item is opened, and given to somebody."""
CALLS_ON = re.compile(
    rf"^\W*(?:(?:oui|si|ah|tiens|et|puis|ensuite|alors|bon|bien|enfin|apres|maintenant|d'abord),? )?(?:{TITLE.lower()} )?$"
)
REPLIES = re.compile(
    r"^\W*(?:(?:ah|oh|eh|mais|et|bon|ben|oui|non) )*(?:(?:je|on|nous) (?:vous|te|t'|t') ?(?:ai |a |avons )?\w+|je (?:comprends|entends|suis d'accord|sais|vous assure|l'ai dit|reponds)(?: bien)?|je n'\w+ (?:pas|rien)|je ne \w+ (?:pas|rien)|tout a fait|exactement|absolument|effectivement|en effet|d'accord|c'est (?:vrai|note|exact|faux|juste|cela|ca|en cours|prevu|fait|regle)|bien sur|bien vu|bien entendu|bonne (?:idee|question|remarque)|pas de (?:souci|probleme)|pas (?:encore|du tout|vraiment|forcement|exactement)|justement|evidemment|certainement|(?:tu|vous) (?:as|avez) raison|comme (?:tu|vous) dites?|on (?:t'|vous )entend|(?:tu|vous) l'aure?z|prends soin de toi|prenez soin de vous|bon courage|courage|bien joue|volontiers|entendu|compris|recu|oui|non|mais si|si si|bravo)(?: (?!\w+ez\b|tu|vous|je|on)\w+){0,2},? (?:mon(?: cher)? |ma(?: chere)? |cher |chere )?$"
)
"""Before a name: what answers the one who has just spoken ("Je comprends, Mireille, mais...")."""
ANOTHER_TIME = re.compile(
    r"\b(?:tout a l'heure|hier|la semaine|le mois|l'an|dernier|derniere|ce matin|mail|message|courrier)\b"
)
THANKED_OF = re.compile(r"\b(?:merci|remercie(?:r|ons)?|bravo|felicitations)(?: \w+){0,2} a(?: madame| monsieur)?\s*$")
"""Thanks told of somebody ("merci à Bernard"), who may be away."""
AWAY = re.compile(
    r"^[^.?!,]{0,40}, (?:elle|il) (?:n'est pas (?:la|venue?|present)|est (?:absente?|en conges?|malade|excusee?))|^,? (?:(?:qui )?(?:est|etait|sera) (?:donc |encore |toujours )?(?:absente?|excusee?|empechee?|souffrante?|malade|en (?:conges?|arret|vacances|deplacement|formation)|partie?|retenue?)"
    r"|absente?|excusee?|empechee?|souffrante?|(?:qui )?(?:n'est|n'etait|ne sera) pas (?:la|present|parmi|avec nous|des notres|encore arrive)"
    r"|(?:qui )?n'a pas pu|(?:qui )?ne (?:peut|pourra|pouvait) pas|(?:qui )?(?:vous )?(?:(?:nous )?a|ont) donne (?:son |sa )?(?:pouvoir|procuration)"
    r"|(?:qui )?(?:vous|nous) prie de (?:l'|bien vouloir l')excuser|(?:qui )?s'excuse|(?:qui )?(?:arrivera|nous rejoindra|nous rejoint|viendra) plus tard)\b"
)
"""After a name: the person is not in the room."""
LEFT_TO_SPEAK = (
    re.compile(r"\blaissez(?: donc)?\s*$|^\W*(?:mais )?laisse\s*$"),
    re.compile(
        r"^ (?:donc )?(?:finir|parler|terminer|s'exprimer|repondre|continuer|poursuivre|s'expliquer|presenter)\b"
    ),
)
"""Around the name of somebody who is being interrupted ("Laissez monsieur Legrand s'exprimer")."""
NOT_DONE = re.compile(
    r"^ (?:n'a pas (?:encore )?(?:fini|termine)|etait en train de (?:parler|repondre)|a (?:encore |seule? )?la parole|n'avait pas (?:fini|termine))\b"
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
    r"^,? (?:(?:mais |parce qu')?(?:elle|il(?! y a\b| faut| faudra| me | nous | manque| reste| est (?:vrai|possible|temps))|lui|elles|ils)|qui|dont|que|ca(?![^.]*\?)|c'est(?![^.]*\?| a (?:nous|vous|toi)\b| bon\b| (?:l'heure|parti)\b| (?:pour |a )(?:toi|vous)\b)"
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
    r"|\b(?:lis|lit|cite|ecrit|ecrivait|signe|courrier|lettre|mail|message)\b.*\b(?:je|j'|mon|c'est)[^,.]*$"
)
"""An introduction of oneself that is not one ("parce que je m'appelle...")."""
INTRODUCED_AS = re.compile(
    rf"\b(?:une?|le|la|l'|mon|ma|son|sa|leur|notre|votre|cet?|cette) ?(?:ancienne? |petite? |jeune |futur |nouveau |nouvelle |autre )?(?:{_ROLE_NOUN}|{_TRADE}|collegues?|amie?|copain|copine|frere|soeur|fils|fille"
    r"|mari|femme|pere|mere|oncle|tante|cousine?|neveu|niece|gendre|client|cliente|gars|type|dame|prefet|depute|patronn?e?|maitre|chef|instituteur)(?: [a-z']+){0,3}, (?:le |la )?$"
)
"""Before a name that only says who was meant ("une voisine, Paulette")."""
NOT_NOW = re.compile(r"\b(?:avant (?:de|que)|apres avoir|au lieu de|j'avais|j'ai deja|on a deja|vous avez)\b[^.?!]*$")
"""Before a floor that is not given at once ("avant de passer la parole à Gabriel")."""
LINKED = re.compile(
    r"\b(?:avec|de|du|des|a|au|aux|pour|par|chez|sans|que|qu'|et|comme|dans|sur|contre|selon|le|la|les|l'|d'|mon|ma|son|sa|notre|votre)\s*$"
)
"""Before a name that is tied to what precedes: nobody is called."""
THEIRS = re.compile(r"^, (?!je\b|j'|\w+-(?:lui|leur|moi|nous|le|la|les)\b)[^.?!,]{0,30}\b(?:son|sa|ses)\b")
"""After the name of somebody told of ("M. Sarkozy, par son courage")."""
DISLOCATED = re.compile(
    r"\b(elle|il)s? (?:n'est|n'a|est (?:ou|la|pas la|en (?:conge|formation|arret|vacances|reunion|retard|deplacement)|absente?|malade|partie?|deja|encore"
    r"|toujours|contente?)|arrive|vient|a (?:dit|fait|oublie|encore)|m'a|nous a|va|sait|veut|pense|parle|exagere)\b[^.?!]*[ ,]$"
    r"|\bou (?:est|elle est|il est)(?: passee?)? $"
)
"""Before a name that only says who "elle" or "il" is ("Elle est en formation, Yasmine")."""
TITLE_HELD = re.compile(
    rf"^, (?:le|la|l'|notre|votre|un|une|ancien|ancienne)? ?(?:{_ROLE_NOUN}|ministre|depute|senat|prefet|avocat|premiere?|candidat|patron|chef)"
)
"""A name and its office: somebody spoken of ("Monsieur Roux, le directeur du syndicat, m'a dit")."""
AFTER_CALL = re.compile(r"^ ?(?:$|[,.?!…—–:])|^ (?:tu|t'|vous) ")
TOPIC = re.compile(
    r"^, (?:et )?(?:le |la |les |l'|ton |ta |tes |votre |vos |sur |cote |pour )(?:(?!\b(?:est|a|ont|sont|sera|va|vont|etait|fait|fut|soit)\b)[^.?!,;])"
    r"{2,40}\s*[.!…]*$"
)
"""After a name that opens its sentence: what this person is asked to speak of ("Pascal, les axes principaux.")."""
_DETERMINER = r"(?:le|la|les|un|une|des|du|ton|ta|tes|votre|vos|mon|ma|mes|notre|nos|ce|cet|cette|ces|quel|quelle|quels|quelles|deux|trois|quatre|combien de|de)"
RUNS_INTO = re.compile(
    r"(?:^|[ ,'’-])(?:quand|comment|pourquoi|combien|(?:es|etes|vas|allez|pars|partez|en) ou|quoi|ca|cela|la|toi|vous|non|oui|deja|alors|hein|prete?|finie?|d'accord|sure?|vrai|possible|bon|bien"
    rf"|maintenant|aujourd'hui|demain|hier|ici|raison|{_DETERMINER} (?!petite?|grande?|jeune|vieux|vieille|pauvre|bon|bonne|cher|chere|fameu\w+|nomme|dit|seul)[a-z]+|l'[a-z]+) $"
)
"""Before a name called without a pause at the end of its sentence ("Depuis quand Stéphane ?"), not the object of
what precedes ("Tu as vu Stéphane ?")."""
OPENS_WITH = re.compile(
    r"^(?:\W|(?:bon|bien|alors|donc|et|tiens|tenez|dis|dites|ecoute|ecoutez|allez|oh|ah|he|eh|bonjour|bonsoir|salut|cher|chere|mon|ma|voila|attends"
    r"|attendez|pardon|excusez moi|s'il te plait|s'il vous plait|ok|toi|vous|maintenant|ensuite|enfin|puis|sinon|au fait|a propos)\b)*$"
)
"""Before a name that opens what is said to somebody, whoever spoke last."""
IT_IS = re.compile(r"\b(?:c'est|ce sera|ce (?:soir|matin),? c'est)\s*$")
_TASK = (
    r"(?:s'occupe|s'en occupe|s'en charge|se charge|s'y colle|gere|prepare|suit|pilote|presente|rapporte|prend|prendra|tient|tiendra|fait|fera|garde|commence|commencera|continue"
    r"|remplace|conduit|mene|anime|animera|note|notera|ouvre|apporte|reprend|termine|repond|repondra|en dit|nous dit|assure|assurera|preside|va (?:nous|vous|le|la|les|lire|faire|ouvrir|commencer|presenter|prendre))\b"
)
WHO_DOES = re.compile(rf"^,? qui {_TASK}(?! (?:a|ont|m'a|parle)\b)")
"""Around the name of who takes something on ("c'est Lydie qui s'y colle")."""
HAS_THE_TASK = re.compile(rf"^ (?:{_TASK}|a (?:les|le|la|un|une|prepare|suivi|porte)\b|devait\b|doit\b)")
"""After the name of who has something to tell ("Ana a les chiffres")."""
TAKEN_UP = re.compile(
    r"^, [^?]*\b(?:c'est (?:bien )?(?:note|compris|entendu|vrai|exact)|je (?:le |la |l')?(?:note|comprends|entends)|j'(?:ai |en prends )?(?:note|entends|compris)|(?:tu as|vous avez) raison)\b"
)
"""After a name that opens an answer ("Fabrice, vous le soutenez, c'est noté")."""
GIVEN_TO_THEM = re.compile(
    r"\bje (?:lui|leur) (?:donne|passe|laisse|cede|rends) (?:donc |maintenant )?(?:la parole|le micro)\b|\bje (?:le|la|l') ?(?:laisse|invite|ecoute)\b|\b(?:elle|il) (?:va nous|commence|ouvre|presente|nous (?:dira|explique|presente)|prend la parole)\b"
)
"""In the sentence that names who is to speak next ("monsieur Roux a demandé ce point, je lui donne la parole")."""
ALONE_BEFORE = re.compile(r"^\W*(?:(?:donc|alors|et|bon|bien|ensuite|puis|voila),? )*$")
"""Before a name that opens its sentence, but for a word."""
NO_BUT = re.compile(r"^\W*(?:non|oui|si|mais|pas|bien sur|ah|oh)\b.*\b(?:toi|vous),? $")
"""Before a name: an answer to what this person has just said of themselves ("Non, pas toi, Lucas")."""
TOLD_OF_THEM = re.compile(
    r"^, (?:elle|il) (?:t'|te |vous |m'|me |nous )?(?:a|est|va|avait|doit|peut|veut|fait|dit)\b(?!.*\b(?:tu|toi|(?:pour|de|chez|avec) vous)\b)"
)
"""After the name of somebody asked about ("Et Karim, il t'a envoyé quelque chose ?")."""
