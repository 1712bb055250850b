"""Convocations of communes that do not exist, each written as some town hall writes them, with what is true of it.

An outline has one line for each entry: ``number | title | who presents``, indented under its section; "(QD)" marks
other business, "(HC)" what is held behind closed doors.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    outline: str
    day: str = ""
    hour: str = ""
    place: str = ""
    body: str = "Conseil municipal"
    dated: str = ""
    role: str = ""
    signed: str = ""


LETTER = Case(
    "a letter with its head, numbers, presenters in brackets, a postscript and a signature",
    """MAIRIE DE VALBOURG
12, place de la Mairie
74999 VALBOURG
Tél. 04 50 00 00 00 – Fax 04 50 00 00 01
mairie@valbourg.example

Valbourg, le 5 décembre 2025

Objet : convocation du conseil municipal

Madame, Monsieur, cher(e) collègue,

J’ai l’honneur de vous inviter à la prochaine séance du conseil municipal qui se tiendra le jeudi
11 décembre 2025 à 19 h 30 en salle du conseil de la mairie, sur l’ordre du jour suivant :

1. Désignation du secrétaire de séance
2. Approbation du procès-verbal de la séance du 6 novembre 2025
3. Budget principal : décision modificative n° 2 (rapporteur : M. Lucien Barbier)
4. Tarifs de la restauration scolaire et règlement intérieur de la
cantine (rapporteure : Mme Odile Vasseur)
5. Vente de la parcelle AB 152 (M. Karim Benali)
6. Questions diverses

Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.

Le Maire,
Philippe MARCHAND

P.S. : en cas d’empêchement, vous pouvez donner pouvoir écrit à un collègue de votre choix :
1 – un même conseiller ne peut être porteur que d’un seul pouvoir.
""",
    """
1 | Désignation du secrétaire de séance
2 | Approbation du procès-verbal de la séance du 6 novembre 2025
3 | Budget principal : décision modificative n° 2 | M. Lucien Barbier
4 | Tarifs de la restauration scolaire et règlement intérieur de la cantine | Mme Odile Vasseur
5 | Vente de la parcelle AB 152 | M. Karim Benali
6 | Questions diverses (QD)
""",
    day="2025-12-11",
    hour="19:30",
    place="salle du conseil de la mairie",
    dated="2025-12-05",
    role="Le Maire",
    signed="Philippe MARCHAND",
)

ROMAN = Case(
    "roman sections, numbers that go on from one to the next, presenters on a line of their own",
    """République Française
Département des Hautes-Combes
COMMUNE DE SAINT-AUBIN-LE-VIEUX

CONVOCATION
Le conseil municipal est convoqué en session ordinaire le mardi 3 mars 2026 à vingt heures, à la mairie.

ORDRE DU JOUR

I – AFFAIRES GÉNÉRALES
1. Compte rendu des décisions prises par délégation
Rapporteur : Monsieur le Maire
2. Convention avec le centre de gestion
Rapporteur : Mme Hélène Castel
II – FINANCES
3. Compte administratif 2025 du budget principal
Rapporteur : M. Denis Rolland
4. Affectation du résultat
Rapporteur : M. Denis Rolland
III – RESSOURCES HUMAINES
5. Création d’un poste d’adjoint technique à temps non complet
6. Mise à jour du tableau des effectifs

Fait à Saint-Aubin-le-Vieux, le 25 février 2026
La Maire
Jeanne DELATTRE
""",
    """
I | AFFAIRES GÉNÉRALES
  1 | Compte rendu des décisions prises par délégation | Monsieur le Maire
  2 | Convention avec le centre de gestion | Mme Hélène Castel
II | FINANCES
  3 | Compte administratif 2025 du budget principal | M. Denis Rolland
  4 | Affectation du résultat | M. Denis Rolland
III | RESSOURCES HUMAINES
  5 | Création d’un poste d’adjoint technique à temps non complet
  6 | Mise à jour du tableau des effectifs
""",
    day="2026-03-03",
    hour="20:00",
    place="la mairie",
    dated="2026-02-25",
    role="La Maire",
    signed="Jeanne DELATTRE",
)

DASHES = Case(
    "a village: dashes, no number, the name above the office",
    """Mairie de Petit-Vallon

Réunion du conseil municipal
vendredi 20 juin 2025 à 18h30, salle des fêtes

Ordre du jour :
- Approbation du compte rendu du 11 avril
- Forêt communale : état d’assiette 2026
- Devis pour la réfection du toit du lavoir et
demande de subvention à la région
- Adhésion au groupement d’achat d’électricité
- Questions et informations diverses

Petit-Vallon, le 14 juin 2025
Michel GARNERIN
Maire de Petit-Vallon
""",
    """
 | Approbation du compte rendu du 11 avril
 | Forêt communale : état d’assiette 2026
 | Devis pour la réfection du toit du lavoir et demande de subvention à la région
 | Adhésion au groupement d’achat d’électricité
 | Questions et informations diverses (QD)
""",
    day="2025-06-20",
    hour="18:30",
    place="salle des fêtes",
    dated="2025-06-14",
    role="Maire de Petit-Vallon",
    signed="Michel GARNERIN",
)

CAPITALS = Case(
    "sections in capitals without a number, numbers that begin again below each",
    """COMMUNAUTÉ DE COMMUNES DES TROIS-RIVIÈRES
CONSEIL COMMUNAUTAIRE
SÉANCE DU LUNDI 29 SEPTEMBRE 2025 – 18 H 00
Lieu : Pôle culturel, 4 rue du Moulin, Brévannes

ORDRE DU JOUR

FINANCES
1. Décision modificative n° 1 du budget annexe des déchets
2. Fonds de concours à la commune d’Ormoy
ENVIRONNEMENT
1. Rapport annuel sur le prix et la qualité du service d’assainissement
2. Contrat de rivière : avenant
PERSONNEL (à huis clos)
1. Protection fonctionnelle d’un agent (huis clos)
Questions diverses

Le Président,
Bernard TISSOT
""",
    """
 | FINANCES
  1 | Décision modificative n° 1 du budget annexe des déchets
  2 | Fonds de concours à la commune d’Ormoy
 | ENVIRONNEMENT
  1 | Rapport annuel sur le prix et la qualité du service d’assainissement
  2 | Contrat de rivière : avenant
 | PERSONNEL (à huis clos) (HC)
  1 | Protection fonctionnelle d’un agent (huis clos) (HC)
 | Questions diverses (QD)
""",
    day="2025-09-29",
    hour="18:00",
    place="Pôle culturel, 4 rue du Moulin, Brévannes",
    body="Conseil communautaire",
    role="Le Président",
    signed="Bernard TISSOT",
)

REFERENCES = Case(
    "numbers of acts, points above them, a colon before each title",
    """Ville de Montclar

CONSEIL MUNICIPAL DU JEUDI 26 JUIN 2025 À 18 HEURES 30
Hôtel de ville – salle Jean-Jaurès

ORDRE DU JOUR

POINT N° 1 : FINANCES
25-06/041 : Compte administratif 2024
25-06/042 : Affectation des résultats de l’exercice 2024
POINT N° 2 : URBANISME
25-06/043 : Droit de préemption – immeuble du 14, rue Haute
25-06/044 : Modification simplifiée n° 3 du PLU
POINT N° 3 : COMMUNICATIONS DU MAIRE

Date de convocation : 20 juin 2025
Pour le maire empêché,
La première adjointe,
Mme Sabine LEROUX
""",
    """
1 | FINANCES
  25-06/041 | Compte administratif 2024
  25-06/042 | Affectation des résultats de l’exercice 2024
2 | URBANISME
  25-06/043 | Droit de préemption – immeuble du 14, rue Haute
  25-06/044 | Modification simplifiée n° 3 du PLU
3 | COMMUNICATIONS DU MAIRE
""",
    day="2025-06-26",
    hour="18:30",
    place="Hôtel de ville – salle Jean-Jaurès",
    dated="2025-06-20",
    role="La première adjointe",
    signed="Mme Sabine LEROUX",
)

TWO_LEVELS = Case(
    "two levels with letters, details that are no items",
    """Convocation au conseil municipal

Vous êtes priés d’assister à la réunion du Conseil Municipal qui aura lieu
le lundi 2 février 2026 à 19h00 à la Maison des associations.

Ordre du jour
1) Intercommunalité
   a) Rapport d’activité 2024 du syndicat des eaux
   b) Désignation d’un délégué suppléant au SIVU des écoles
2) Voirie
   a) Programme 2026
      - rue des Lilas
      - chemin du Moulin
   b) Limitation de vitesse dans la traversée du bourg
3) Divers

Nota : les documents préparatoires peuvent être consultés au secrétariat.
Le maire, Yves PRIGENT
""",
    """
1 | Intercommunalité
  a | Rapport d’activité 2024 du syndicat des eaux
  b | Désignation d’un délégué suppléant au SIVU des écoles
2 | Voirie
  a | Programme 2026
  b | Limitation de vitesse dans la traversée du bourg
3 | Divers (QD)
""",
    day="2026-02-02",
    hour="19:00",
    place="la Maison des associations",
    role="Le maire",
    signed="Yves PRIGENT",
)

OCR = Case(
    "a scan: lost accents, signs for bullets, two items on one line, a spoiled number",
    """|
\\_ Ville de Rochebrune

ORDRE DU JOUR DU CONSEIL MUNICIPAL

SEANCE DU MERCREDI 12 NOVEMBRE 2025 A 18H00

1 - Finances Communales :

# Affectation du Resultat 2024 4 Adoption du Budget Supplementaire 2025

4# \\_ Attribution de subventions aux Associations|

2 — Urbanisme :

- 2-1 : Cession d’une parcelle au profit de la Societe ALTIS.

- œ -2 : Approbation de la charte des terrasses

) e e

de la place du Marche.

3 —- En Communication :

y Compte-rendu de la réunion du Conseil Municipal 3 septembre 2025

Mairie de Rochebrune
14 Cours Neuf
""",
    """
1 | Finances Communales
   | Affectation du Resultat 2024
   | Adoption du Budget Supplementaire 2025
   | Attribution de subventions aux Associations
2 | Urbanisme
  2-1 | Cession d’une parcelle au profit de la Societe ALTIS
  2-2 | Approbation de la charte des terrasses de la place du Marche
3 | En Communication
   | Compte-rendu de la réunion du Conseil Municipal 3 septembre 2025
""",
    day="2025-11-12",
    hour="18:00",
)

TABLE = Case(
    "a table with numbers, titles and presenters",
    """Conseil municipal du samedi 17 mai 2025, 10 heures
N°\tObjet de la délibération\tRapporteur
1\tAdoption du procès-verbal du 28 mars 2025\tMme le Maire
2\tMarché de travaux de l’école Simone-Veil : avenant n° 1\tM. Paul Ferrand
3\tMotion pour le maintien de la trésorerie\tMme Agathe Noël
""",
    """
1 | Adoption du procès-verbal du 28 mars 2025 | Mme le Maire
2 | Marché de travaux de l’école Simone-Veil : avenant n° 1 | M. Paul Ferrand
3 | Motion pour le maintien de la trésorerie | Mme Agathe Noël
""",
    day="2025-05-17",
    hour="10:00",
)

CASES = (LETTER, ROMAN, DASHES, CAPITALS, REFERENCES, TWO_LEVELS, OCR, TABLE)
