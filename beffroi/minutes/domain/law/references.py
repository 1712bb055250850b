# ruff: noqa: E501  (one sentence and one address a row)
"""Where the wording of each rule was read: a table that pages show beside what they say.

Legifrance itself could not be opened: texts were read in copies (doctrine.fr, french-business-law.com which gives the
French original below its translation, juriblio.fr, lexbase.fr, codes-et-lois.fr), in answers of ministers, or as
quoted by public bodies. ``verified`` is true only where the words that matter were read in a version in force after
1 July 2022 (ordinance 2021-1310), or where the version read is said to be still current.
"""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.minutes.domain.typography import typographic


@dataclass(frozen=True, slots=True)
class Article:
    """``says``: one French sentence. ``source``: the address where the wording was read, "" where it was not."""

    code: str
    title: str
    says: str
    source: str
    verified: bool


_CGCT = "Code général des collectivités territoriales"
_FBL = (
    "https://french-business-law.com/french-legislation-art/article-{}-of-the-french-general-code-of-local-authorities/"
)
_FBL_OTHER = (
    "https://french-business-law.com/rench-legislation-art/article-{}-of-the-french-general-code-of-local-authorities"
)
_DOCTRINE = "https://www.doctrine.fr/l/texts/codes/LEGITEXT000006070633/articles/{}"
_ALSACE = (
    "https://codes-et-lois.fr/code-general-des-collectivites-territoriales/"
    "toc-commune-dispositions-particulieres-communes-departements-mo-79b4f7c-texte-integral"
)

_ROWS: tuple[tuple[str, str, str, str, bool], ...] = (
    (
        "L2121-7",
        _CGCT,
        "Après un renouvellement général, la convocation à la première réunion part trois jours francs au moins avant, même à partir de 3 500 habitants.",
        _DOCTRINE.format("LEGIARTI000006389862"),
        True,
    ),
    (
        "L2121-10",
        _CGCT,
        "Le maire convoque ; la convocation indique les questions à l'ordre du jour, est mentionnée au registre, affichée ou publiée, et envoyée par voie dématérialisée ou par écrit à qui le demande.",
        _DOCTRINE.format("LEGIARTI000006389865"),
        True,
    ),
    (
        "L2121-11",
        _CGCT,
        "Dans les communes de moins de 3 500 habitants, la convocation est adressée trois jours francs au moins avant la réunion ; en cas d'urgence, un jour franc au moins.",
        "https://www.senat.fr/questions/base/2012/qSEQ120700343.html",
        True,
    ),
    (
        "L2121-12",
        _CGCT,
        "À partir de 3 500 habitants, une note explicative de synthèse accompagne la convocation, adressée cinq jours francs avant ; en cas d'urgence, un jour franc au moins, et le conseil se prononce sur l'urgence dès l'ouverture.",
        _FBL.format("l2121-12"),
        True,
    ),
    (
        "jours francs",
        "Réponses du ministre de l'Intérieur (JO AN, 29 janvier 1996, n° 33389 ; JO Sénat, 14 février 2013, n° 00343)",
        "Ni le jour de l'envoi ni celui de la séance ne comptent ; dimanches et jours fériés comptent.",
        "https://questions.assemblee-nationale.fr/q10/10-33389QE.htm",
        True,
    ),
    (
        "L2121-15",
        _CGCT,
        "Le procès-verbal contient les mentions énumérées, est arrêté au commencement de la séance suivante, signé par le maire et le ou les secrétaires, et publié dans la semaine qui suit.",
        "https://jussecourt-minecourt.info/archives/18702",
        True,
    ),
    (
        "DGCL 2022",
        "Direction générale des collectivités locales, fiche sur la réforme de la publicité des actes, juin 2022",
        "La teneur des discussions s'entend comme le résumé des opinions exprimées sur chaque point de l'ordre du jour ; la mention de l'ensemble des échanges n'est pas imposée.",
        "https://loupiac-infos.blogspot.com/2023/02/reunion-du-conseil-municipal-03-03-2023.html",
        True,
    ),
    (
        "L133-5 CASF",
        "Code de l'action sociale et des familles",
        "Les membres d'un CCAS, et quiconque prend part à ses décisions d'aide sociale, sont tenus au secret professionnel.",
        "http://www.milly-sur-therain.eu/ccas",
        True,
    ),
    (
        "L2121-17",
        _CGCT,
        "Faute de quorum, le conseil est de nouveau convoqué à trois jours au moins d'intervalle et délibère alors sans condition de quorum.",
        "https://lercoul-09.fr/publications/quorum-des-reunions-du-conseil-municipal",
        True,
    ),
    (
        "CE 142691",
        "Conseil d'État, 16 juin 1997, Pfister",
        "Trois jours francs séparent l'envoi de la seconde convocation et la seconde réunion.",
        "http://www.courrierdesmaires.fr/62823/trois-jours-francs-le-maire-son-conseil-et-le-quorum/",
        True,
    ),
    (
        "L2121-23",
        _CGCT,
        "Les délibérations sont inscrites par ordre de date sur un registre et signées par le maire et le ou les secrétaires de séance.",
        "https://www.hanffou-avocat.com/actes-pris-par-les-collectivites-territoriales-reforme-des-regles-de-publicite-dentree-en-vigueur-et-de-conservation/",
        True,
    ),
    (
        "L2121-25",
        _CGCT,
        "Dans un délai d'une semaine, la liste des délibérations examinées par le conseil est affichée à la mairie et mise en ligne sur le site internet, lorsqu'il existe ; elle porte au moins la date de la séance et l'objet de chaque délibération, approuvée ou refusée.",
        "https://www.lalettredumaire.com/article-de-nouvelles-regles-regissent-la-liste-des-deliberations-et-la-tenue-des-registres-188954.html",
        True,
    ),
    (
        "R2121-9",
        _CGCT,
        "Le registre est coté et paraphé ; ses feuillets, numérotés, portent le nom de la commune et la date ; celui qui clôt la séance rappelle les numéros, les présents et la place des signatures ; il a une table par date et une par objet.",
        "https://juriblio.fr/codes/code-general-des-collectivites-territoriales/partie-reglementaire/deuxieme-partie/livre-ier/titre-ii/chapitre-ier/section-4/article-r2121-9",
        True,
    ),
    (
        "L2131-1",
        _CGCT,
        "Un acte est exécutoire dès qu'il a été publié ou notifié et, s'il doit l'être, transmis ; la publication est électronique, sauf autre choix d'une commune de moins de 3 500 habitants ; le maire peut certifier ce caractère exécutoire.",
        _DOCTRINE.format("LEGIARTI000006390075"),
        True,
    ),
    (
        "L2131-2",
        _CGCT,
        "Les délibérations sont transmises au représentant de l'État, sauf celles que l'article énumère ; aucun délai n'est fixé pour elles.",
        _DOCTRINE.format("LEGIARTI000006390078"),
        True,
    ),
    (
        "R2131-1",
        _CGCT,
        "L'acte publié en ligne l'est en entier, dans un format non modifiable, avec le prénom, le nom et la qualité de son auteur et la date de mise en ligne, pendant deux mois au moins.",
        "https://juriblio.fr/codes/code-general-des-collectivites-territoriales/partie-reglementaire/deuxieme-partie/livre-ier/titre-iii/chapitre-ier/section-1/article-r2131-1",
        True,
    ),
    (
        "L2131-6",
        _CGCT,
        "Le représentant de l'État défère au tribunal administratif les actes qu'il estime illégaux dans les deux mois suivant leur transmission.",
        _FBL_OTHER.format("l2131-6"),
        True,
    ),
    (
        "L5211-1",
        _CGCT,
        "Le conseil d'un EPCI suit les règles du conseil municipal ; pour la convocation, celles des communes de 3 500 habitants et plus.",
        _FBL.format("l5211-1"),
        True,
    ),
    (
        "L5211-3",
        _CGCT,
        "Un EPCI à fiscalité propre publie ses actes par voie électronique ; un syndicat de communes choisit son mode de publicité.",
        "https://lexbase.fr/texte-de-loi/code-general-des-collectivites-territorialesl52113/L4947L8Q.html",
        True,
    ),
    (
        "L5211-40-2",
        _CGCT,
        "Les conseillers municipaux qui ne siègent pas à l'EPCI reçoivent copie de la convocation, la liste des délibérations dans le mois qui suit la séance, et le procès-verbal dans le mois qui suit celle où il a été arrêté.",
        "https://www.lalettredumaire.com/article-de-nouvelles-regles-regissent-la-liste-des-deliberations-et-la-tenue-des-registres-188954.html",
        True,
    ),
    (
        "L2541-1",
        _CGCT,
        "En Moselle, Bas-Rhin et Haut-Rhin, les articles L2121-10, L2121-11, L2121-15 et le second alinéa de L2121-17 ne s'appliquent pas.",
        _ALSACE,
        False,
    ),
    (
        "L2541-2",
        _CGCT,
        "En Moselle, Bas-Rhin et Haut-Rhin, la convocation est faite trois jours au moins avant la séance et, en cas d'urgence, la veille (communes de moins de 3 500 habitants).",
        "https://questions.assemblee-nationale.fr/q11/11-37824QE.htm",
        True,
    ),
    (
        "L2541-4",
        _CGCT,
        "En Moselle, Bas-Rhin et Haut-Rhin, la seconde convocation rappelle expressément que le conseil délibérera même si plus de la moitié des conseillers manque.",
        _ALSACE,
        False,
    ),
    (
        "L2541-6",
        _CGCT,
        "En Moselle, Bas-Rhin et Haut-Rhin, le conseil désigne lors de chaque séance son secrétaire, qui n'est pas obligatoirement l'un de ses membres.",
        "http://www.senat.fr/questions/base/2012/qSEQ120902034.html",
        True,
    ),
    (
        "R421-1 CJA",
        "Code de justice administrative",
        "Le recours contre une décision est formé dans les deux mois de sa notification ou de sa publication ; ce délai est franc.",
        "https://tricoteuses.fr/en/legifrance/sections/LEGISCTA000006136478",
        True,
    ),
    (
        "641 CPC",
        "Code de procédure civile, articles 641 et 642",
        "Un délai en mois expire le jour de même quantième, ou le dernier jour du mois ; celui qui expire un samedi, un dimanche ou un jour férié est prorogé au premier jour ouvrable.",
        "https://kohenavocats.fr/2024/12/22/article-641-du-code-de-procedure-civile",
        True,
    ),
    (
        "CADA 20130134",
        "Commission d'accès aux documents administratifs, avis du 24 janvier 2013",
        "Tant qu'il est conservé, l'enregistrement d'une séance est communicable à qui le demande, au plus tard dès l'approbation du procès-verbal.",
        "http://cada.data.gouv.fr/20130134/",
        True,
    ),
    (
        "SCDL 2.1",
        "Socle commun des données locales, schéma « Délibérations »",
        "Les délibérations adoptées se publient en dix-sept colonnes, dont sept obligatoires.",
        "https://schema.data.gouv.fr/scdl/deliberations/2.1.3/documentation.html",
        True,
    ),
    (
        "@ctes",
        "Ministère de l'Intérieur, protocole @ctes, schéma actesv1_1.xsd",
        "L'acte se transmet avec sa nature, deux niveaux de matière, un numéro de quinze caractères et un objet de cinq cents au plus ; l'accusé donne son identifiant et sa date de réception.",
        "https://github.com/SICTIAM/stela/blob/62a5e5f9a9a30c7c4bf74ad2c6318fb66d8e0690/acte-service/src/main/resources/schemas/actesv1_1.xsd",
        True,
    ),
)

ARTICLES: dict[str, Article] = {
    code: Article(code, typographic(title), typographic(says), source, verified)
    for code, title, says, source, verified in _ROWS
}


def citation(code: str) -> str:
    """How documents cite it: "article L2121-15 du CGCT", "article R421-1 du CJA"."""
    if code[:1] in ("L", "R", "D") and code[1:2].isdigit():
        number, _, book = code.partition(" ")
        return f"article {number} du {book or 'CGCT'}"
    return ARTICLES[code].title if code in ARTICLES else code
