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

SPELLED = Case(
    "acts numbered by word, day and hour in words, who presents after a dash",
    """SYNDICAT INTERCOMMUNAL DES EAUX DE LA HAUTE-VERNE
3 bis, chemin des Sources – 39999 Les Verneys
Téléphone : 03 84 00 00 00

Les Verneys, le 10 novembre 2025

Mesdames et Messieurs les délégués,

Vous êtes invités à participer à la réunion du comité syndical, qui aura lieu au siège du syndicat,
le mardi dix-huit novembre deux mille vingt-cinq à dix-huit heures trente.

L’ordre du jour appelle l’examen des questions suivantes :

Délibération n° 1 – Installation de deux nouveaux délégués
Délibération n° 2 – Tarifs de l’eau pour 2026 – Rapporteur : M. Joël Ravier
Délibération n° 3 – Renouvellement de la conduite de la Combe : plan de financement et demande
de subvention – Rapporteur : Mme Inès Cottard
Délibération n° 4 – Admission en non-valeur de créances irrécouvrables
Informations et questions diverses

Comptant sur votre présence, je vous prie de croire, Mesdames et Messieurs, à l’assurance de ma
considération distinguée.

Le Président
Gérard MICHOUD
""",
    """
1 | Installation de deux nouveaux délégués
2 | Tarifs de l’eau pour 2026 | M. Joël Ravier
3 | Renouvellement de la conduite de la Combe : plan de financement et demande de subvention | Mme Inès Cottard
4 | Admission en non-valeur de créances irrécouvrables
 | Informations et questions diverses (QD)
""",
    day="2025-11-18",
    hour="18:30",
    place="siège du syndicat",
    body="Comité syndical",
    dated="2025-11-10",
    role="Le Président",
    signed="Gérard MICHOUD",
)

MEMO = Case(
    "fields at the head, sections with a colon and bullets below",
    """COMMUNE D'ESCLANGES
CONVOCATION DU CONSEIL MUNICIPAL

Date : samedi 4 avril 2026
Heure : 9 h 30
Lieu : préau de l'école

Ordre du jour

FINANCES :
• Vote du budget primitif 2026
• Fixation des taux d'imposition
TRAVAUX :
• Réfection du pont de la Serre
• Éclairage public : extinction nocturne
DIVERS :
• Jumelage
• Fête de la Saint-Jean

Convocation envoyée le 30 mars 2026 par courrier électronique
Affichée le 30 mars 2026

En cas d'absence, merci de remplir le pouvoir ci-dessous :
Je soussigné(e) ............ donne pouvoir à ............
""",
    """
 | FINANCES
   | Vote du budget primitif 2026
   | Fixation des taux d'imposition
 | TRAVAUX
   | Réfection du pont de la Serre
   | Éclairage public : extinction nocturne
 | DIVERS
   | Jumelage
   | Fête de la Saint-Jean
""",
    day="2026-04-04",
    hour="09:30",
    place="préau de l'école",
    dated="2026-03-30",
)

DECIMALS = Case(
    "a scan with sections in roman figures and decimals, noise in between",
    """; VILLE DE LORMEAU .
Cabinet du Maire

CONSEIL MUNICIPAL
Séance publique du vendredi 19 décembre 2025
à 20 H 30 à l'Hôtel de Ville, salle d’honneur

ORDRE DU JOUR

~ I. ADMINISTRATION GENERALE
1.1 Approbation du proces-verbal de la séance du 14 novembre 2025
1.2 Decisions du Maire prises en vertu de l’article L. 2122-22 du CGCT
'
IT. FINANCES
2.1 Ouverture anticipée de crédits d'investissement - budget 2026 M. le Maire
2.2 Garantie d’emprunt à l’office HABITAT 89 pour la construction de 14
logements rue des Tanneurs
;
III. PERSONNEL MUNICIPAL
3.1 Modification du tableau des emplois
3.2 Compte épargne-temps
IV. QUESTIONS ORALES

Fait à Lormeau, le 12 décembre 2025
Pour le Maire et par délégation,
L'adjoint au Maire
Thierry OUDIN
""",
    """
I | ADMINISTRATION GENERALE
  1.1 | Approbation du proces-verbal de la séance du 14 novembre 2025
  1.2 | Decisions du Maire prises en vertu de l’article L. 2122-22 du CGCT
II | FINANCES
  2.1 | Ouverture anticipée de crédits d'investissement - budget 2026 M. le Maire
  2.2 | Garantie d’emprunt à l’office HABITAT 89 pour la construction de 14 logements rue des Tanneurs
III | PERSONNEL MUNICIPAL
  3.1 | Modification du tableau des emplois
  3.2 | Compte épargne-temps
IV | QUESTIONS ORALES (QD)
""",
    day="2025-12-19",
    hour="20:30",
    place="l'Hôtel de Ville, salle d’honneur",
    dated="2025-12-12",
    role="L'adjoint au Maire",
    signed="Thierry OUDIN",
)

INLINE = Case(
    "a hamlet: the whole agenda in one sentence",
    """Mairie de Courtenche

Le 2 octobre 2025

Madame, Monsieur,

Vous êtes convoqué(e) à la réunion du conseil municipal le jeudi 9 octobre 2025 à 20 heures en mairie.

Ordre du jour : approbation du dernier compte rendu ; travaux du cimetière ; location de la salle
communale : tarifs ; bois de chauffage ; questions diverses.

Le maire,
Solange PETITJEAN
""",
    """
 | approbation du dernier compte rendu
 | travaux du cimetière
 | location de la salle communale : tarifs
 | bois de chauffage
 | questions diverses (QD)
""",
    day="2025-10-09",
    hour="20:00",
    place="mairie",
    dated="2025-10-02",
    role="Le maire",
    signed="Solange PETITJEAN",
)

BY_PRESENTER = Case(
    "items grouped under the person who presents them, signature above the list",
    """Ville de Mornas-le-Haut                                   Mornas-le-Haut, le 8 janvier 2026

Direction générale des services

Mesdames, Messieurs les Conseillers municipaux

CONVOCATION

Conformément à l'article L. 2121-10 du code général des collectivités territoriales, j'ai l'honneur de vous
convoquer à la séance du Conseil municipal du mercredi 14 janvier 2026 à 18h45, salle du Conseil.

La Maire,
Catherine FABREGUE

ORDRE DU JOUR

Rapporteur : Mme FABREGUE
01 - Installation d'un conseiller municipal
02 - Formation des commissions municipales

Rapporteur : M. SERRANO
03 - Ouverture du quart des crédits d'investissement
04 - Subvention d'équilibre au budget annexe du cinéma

Rapporteur : Mme LAGARDE
05 - Convention territoriale globale avec la CAF
""",
    """
01 | Installation d'un conseiller municipal | Mme FABREGUE
02 | Formation des commissions municipales | Mme FABREGUE
03 | Ouverture du quart des crédits d'investissement | M. SERRANO
04 | Subvention d'équilibre au budget annexe du cinéma | M. SERRANO
05 | Convention territoriale globale avec la CAF | Mme LAGARDE
""",
    day="2026-01-14",
    hour="18:45",
    place="salle du Conseil",
    dated="2026-01-08",
    role="La Maire",
    signed="Catherine FABREGUE",
)

NOTES = Case(
    "each item followed by a note that explains it",
    """CONSEIL MUNICIPAL DE BEAUPRÉ-SUR-LOUVE
Séance ordinaire du 23 mai 2025 à 20h00
Mairie, salle des mariages

ORDRE DU JOUR ET NOTE DE SYNTHÈSE

1. Reprise de concessions funéraires
La procédure engagée en 2021 est arrivée à son terme. Il est proposé au conseil de reprendre quatorze
concessions en état d'abandon.

2. Cession d'un chemin rural
À la suite de l'enquête publique du mois de mars, le commissaire enquêteur a rendu un avis favorable.
Le prix proposé est de 3 € le mètre carré.

3. Recensement de la population 2026 : nomination d'un coordonnateur
Le conseil doit désigner un agent.

4. Questions diverses
""",
    """
1 | Reprise de concessions funéraires
2 | Cession d'un chemin rural
3 | Recensement de la population 2026 : nomination d'un coordonnateur
4 | Questions diverses (QD)
""",
    day="2025-05-23",
    hour="20:00",
    place="Mairie, salle des mariages",
)

RANKS = Case(
    "ordinals, an urgent item, an addition at the end",
    """DÉPARTEMENT DE LA VERNE
MAIRIE DE ROCHEGIRON

CONVOCATION EN URGENCE

Le conseil municipal se réunira en urgence le lundi 8 septembre 2025 à 19 heures 15 à la salle polyvalente.

Ordre du jour :

1° - Approbation de l'urgence
2° - Incendie de l'école : marché de location de bâtiments modulaires
3° - Décision modificative n° 3

Point ajouté :
4° - Motion de soutien aux sinistrés

Rochegiron, le 6 septembre 2025
Le Maire, André VIAL
""",
    """
1 | Approbation de l'urgence
2 | Incendie de l'école : marché de location de bâtiments modulaires
3 | Décision modificative n° 3
4 | Motion de soutien aux sinistrés
""",
    day="2025-09-08",
    hour="19:15",
    place="la salle polyvalente",
    dated="2025-09-06",
    role="Le Maire",
    signed="André VIAL",
)

WELFARE = Case(
    "another body, questions numbered by word, codes of departments",
    """CENTRE COMMUNAL D'ACTION SOCIALE D'AUBERIVE
Réunion du conseil d'administration
Mardi 17 février 2026 – 14 h 30
Maison des solidarités – 1er étage

ORDRE DU JOUR

Question n° 1 – Rapport sur les orientations budgétaires 2026 (DGS)
Question n° 2 – Secours d'urgence : examen de dossiers individuels (huis clos)
Question n° 3 – Tarifs du portage de repas – Présentation : Mme Nadia Ferhat
Question n° 4 – Divers

La Présidente du CCAS,
Mme Louise ARNOUX
""",
    """
1 | Rapport sur les orientations budgétaires 2026 (DGS)
2 | Secours d'urgence : examen de dossiers individuels (huis clos) (HC)
3 | Tarifs du portage de repas | Mme Nadia Ferhat
4 | Divers (QD)
""",
    day="2026-02-17",
    hour="14:30",
    place="Maison des solidarités – 1er étage",
    body="Conseil d'administration",
    role="La Présidente du CCAS",
    signed="Mme Louise ARNOUX",
)

MARKDOWN = Case(
    "a scan made markdown: headings, bold numbers, escaped signs, a stray column",
    """# COMMUNE DE VILLENEUVE-LA-BLANCHE

## CONVOCATION DU CONSEIL MUNICIPAL

**Séance du jeudi 20 novembre 2025 à 18 h 30**

Lieu : Salle Georges-Brassens

**ORDRE DU JOUR**

**1\\. Affaires générales**

- 1.1 Approbation du procès-verbal de la séance du 25 septembre 2025

- 1.2 Communication des décisions du maire

**2\\. Finances**

- 2.1 Débat d’orientation budgétaire 2026

- 2.2 Créances éteintes

| |

**3\\. Enfance**

- 3.1 Règlement du service de restauration

Villeneuve-la-Blanche, le 14 novembre 2025

Le Maire,

Jean-Marc OLIVIER
""",
    """
1 | Affaires générales
  1.1 | Approbation du procès-verbal de la séance du 25 septembre 2025
  1.2 | Communication des décisions du maire
2 | Finances
  2.1 | Débat d’orientation budgétaire 2026
  2.2 | Créances éteintes
3 | Enfance
  3.1 | Règlement du service de restauration
""",
    day="2025-11-20",
    hour="18:30",
    place="Salle Georges-Brassens",
    dated="2025-11-14",
    role="Le Maire",
    signed="Jean-Marc OLIVIER",
)

MIXED = Case(
    "dashes before the numbered items, sub-items that begin with a sign",
    """Mairie de Longpré
Tel 03 22 00 00 00                                                longpre@mairie.example

Réunion de Conseil municipal
Le Mardi 25 mars 2025 à 19h

- Appel nominal et désignation du secrétaire de séance
- Approbation du compte rendu de la séance du 11 février 2025

1) Budget assainissement
   > Compte administratif 2024
   > Affectation du résultat
   > Budget primitif 2025
2) Budget communal
   > Compte administratif 2024
   > Vote des taxes
3) Délégués au syndicat scolaire : remplacement de Mme Fournier
4) Informations du maire

M. le Maire
Francis DELEPLANQUE
""",
    """
 | Appel nominal et désignation du secrétaire de séance
 | Approbation du compte rendu de la séance du 11 février 2025
1 | Budget assainissement
   | Compte administratif 2024
   | Affectation du résultat
   | Budget primitif 2025
2 | Budget communal
   | Compte administratif 2024
   | Vote des taxes
3 | Délégués au syndicat scolaire : remplacement de Mme Fournier
4 | Informations du maire
""",
    day="2025-03-25",
    hour="19:00",
    role="M. le Maire",
    signed="Francis DELEPLANQUE",
)

CITY = Case(
    "big city, report numbers, deputies as headings",
    """VILLE DE SAINT-MARCEL-SUR-ISLE
DIRECTION DES ASSEMBLÉES

CONSEIL MUNICIPAL
ORDRE DU JOUR DE LA SÉANCE DU LUNDI 15 DÉCEMBRE 2025 À 17 H 00
(Salle des délibérations – Hôtel de ville)

  I - COMMUNICATIONS
        1 - Compte rendu des décisions municipales

 II - AFFAIRES SOUMISES AU VOTE

  ADMINISTRATION GÉNÉRALE
        2 - Procès-verbal de la séance du 17 novembre 2025 – Approbation
            (Rapporteur : Monsieur le Maire)
        3 - Dérogations au repos dominical pour l'année 2026 – Avis
            (Rapporteur : Mme Bénédicte ROYER)

  ÉDUCATION
        4 - Carte scolaire – Rentrée 2026 – Sectorisation des écoles du
            quartier de la gare
            (Rapporteur : M. Hugo PASCAL)

 III - VŒUX ET QUESTIONS ORALES
""",
    """
I | COMMUNICATIONS
  1 | Compte rendu des décisions municipales
II | AFFAIRES SOUMISES AU VOTE
   | ADMINISTRATION GÉNÉRALE
    2 | Procès-verbal de la séance du 17 novembre 2025 – Approbation | Monsieur le Maire
    3 | Dérogations au repos dominical pour l'année 2026 – Avis | Mme Bénédicte ROYER
   | ÉDUCATION
    4 | Carte scolaire – Rentrée 2026 – Sectorisation des écoles du quartier de la gare | M. Hugo PASCAL
III | VŒUX ET QUESTIONS ORALES (QD)
""",
    day="2025-12-15",
    hour="17:00",
    place="Salle des délibérations – Hôtel de ville",
)
MAIL = Case(
    "mayor's e-mail, stars",
    """Bonjour à toutes et à tous,

La prochaine réunion du conseil municipal aura lieu lundi 19 mai 2025 à 20h en mairie.

Au programme :
* validation du PV du 14 avril
* devis pour le columbarium (Alain)
* choix du prestataire pour la fibre
* convention avec l'école de Marsac
* divers

Merci de me prévenir en cas d'absence.
Bonne journée,
Pascale Ducros, maire
""",
    """
 | validation du PV du 14 avril
 | devis pour le columbarium (Alain)
 | choix du prestataire pour la fibre
 | convention avec l'école de Marsac
 | divers (QD)
""",
    day="2025-05-19",
    hour="20:00",
    place="mairie",
    role="maire",
    signed="Pascale Ducros",
)
YEARS = Case(
    "scan, deliberations numbered by year, noise at the foot",
    """REPUBLIQUE FRANCAISE

LIBERTE - EGALITE - FRATERNITE

| COMMUNE DE FONTBELLE |

Date de la convocation : 03/10/2025

CONSEIL MUNICIPAL

du 10 octobre 2025 a 18h00

ORDRE DU JOUR

2025/061 Designation d’un secretaire de seance

2025/062 : Approbation du proces verbal de la seance precedente

2025/063 - Taxe d’amenagement : fixation du taux et des

exonerations facultatives

2025/064 : Acquisition d’un tracteur — choix du fournisseur

2025/065 : Personnel communal. Creation d’un poste d’agent d’entretien (28 h)

2025/066 Questions diverses

fr. Le Maire, :

Serge BONNAFOUS A

L Place de l’Eglise - 82999 FONTBELLE - Tel: 05.63.00.00.00
""",
    """
2025/061 | Designation d’un secretaire de seance
2025/062 | Approbation du proces verbal de la seance precedente
2025/063 | Taxe d’amenagement : fixation du taux et des exonerations facultatives
2025/064 | Acquisition d’un tracteur — choix du fournisseur
2025/065 | Personnel communal. Creation d’un poste d’agent d’entretien (28 h)
2025/066 | Questions diverses (QD)
""",
    day="2025-10-10",
    hour="18:00",
    dated="2025-10-03",
    role="Le Maire",
    signed="Serge BONNAFOUS",
)
PROXY_FORM = Case(
    "article-like, agenda in a sentence then list, second page with the proxy form",
    """Commune nouvelle de VAL-D'ORGE-LE-PETIT

Monsieur le Conseiller municipal,

Je vous prie de bien vouloir assister à la séance publique du conseil municipal qui se tiendra salle Prévert,
place du Marché, le :
                    Vendredi 27 février 2026 à 19 h 00

Les points suivants seront examinés au cours de cette séance :

Art. 1 : Élection du président de séance pour le compte financier unique
Art. 2 : Compte financier unique 2025
Art. 3 : Débat sur les orientations budgétaires
Art. 4 : Dénomination de l'école maternelle

Restant à votre disposition, je vous prie d'agréer, Monsieur, mes salutations.

Fait le 20 février 2026
Pour le Maire,
L'Adjointe déléguée,
Florence MAYEUX

POUVOIR
Je soussigné(e) : ...................
1. donne pouvoir à M. ou Mme ..............
2. pour voter en mon nom
""",
    """
1 | Élection du président de séance pour le compte financier unique
2 | Compte financier unique 2025
3 | Débat sur les orientations budgétaires
4 | Dénomination de l'école maternelle
""",
    day="2026-02-27",
    hour="19:00",
    place="salle Prévert, place du Marché",
    dated="2026-02-20",
    role="L'Adjointe déléguée",
    signed="Florence MAYEUX",
)

SHOUTED = Case(
    "mountain village, lines in capitals, hours words",
    """MAIRIE
DE
SAINTE-FOY-LA-COMBE
Savoie

Le Maire de la commune de SAINTE-FOY-LA-COMBE vous informe que le Conseil Municipal se réunira
LE LUNDI 1er DÉCEMBRE 2025 À 20 HEURES
À LA SALLE COMMUNALE

ORDRE DU JOUR

1/ APPROBATION DU COMPTE RENDU DU CONSEIL DU 3 NOVEMBRE 2025
2/ COUPE DE BOIS EN FORÊT SECTIONALE
3/ RENOUVELLEMENT DU BAIL DE L'ALPAGE DES GRANDES ROCHES
4/ DEMANDE DE SUBVENTION AU DÉPARTEMENT – TOITURE DE LA CHAPELLE
5/ COMPTE RENDU DES RÉUNIONS DES COMMISSIONS
6/ QUESTIONS DIVERSES

Affiché le 25/11/2025
Le Maire
Norbert ECLANGE
""",
    """
1 | APPROBATION DU COMPTE RENDU DU CONSEIL DU 3 NOVEMBRE 2025
2 | COUPE DE BOIS EN FORÊT SECTIONALE
3 | RENOUVELLEMENT DU BAIL DE L'ALPAGE DES GRANDES ROCHES
4 | DEMANDE DE SUBVENTION AU DÉPARTEMENT – TOITURE DE LA CHAPELLE
5 | COMPTE RENDU DES RÉUNIONS DES COMMISSIONS
6 | QUESTIONS DIVERSES (QD)
""",
    day="2025-12-01",
    hour="20:00",
    place="LA SALLE COMMUNALE",
    role="Le Maire",
    signed="Norbert ECLANGE",
)

THEMES = Case(
    "agglomeration, vice-presidents, numbered by theme letter",
    """Communauté d'agglomération du Val-Clair
Secrétariat des assemblées
Affaire suivie par : L. Pons – 05 55 00 00 00

Cher(e) collègue,

J'ai le plaisir de vous convier au prochain conseil communautaire qui se déroulera :

Mercredi 24 septembre 2025 à 18h00
Centre des congrès, avenue des Tilleuls
87999 VAL-CLAIR

L'ordre du jour est le suivant :

A – ADMINISTRATION GÉNÉRALE (M. le Président)
A1 – Modification des statuts
A2 – Désignation de représentants à l'office de tourisme
B – FINANCES (Mme Roche, 1ère vice-présidente)
B1 – Budget supplémentaire
B2 – Pacte financier et fiscal
C – MOBILITÉS (M. Daoud, 4e vice-président)
C1 – Réseau de bus : avenant n° 5 à la délégation de service public

Vous souhaitant bonne réception,

Le Président,
Étienne VALADE
""",
    """
A | ADMINISTRATION GÉNÉRALE
  A1 | Modification des statuts | M. le Président
  A2 | Désignation de représentants à l'office de tourisme | M. le Président
B | FINANCES
  B1 | Budget supplémentaire | Mme Roche, 1ère vice-présidente
  B2 | Pacte financier et fiscal | Mme Roche, 1ère vice-présidente
C | MOBILITÉS
  C1 | Réseau de bus : avenant n° 5 à la délégation de service public | M. Daoud, 4e vice-président
""",
    day="2025-09-24",
    hour="18:00",
    place="Centre des congrès, avenue des Tilleuls",
    body="Conseil communautaire",
    role="Le Président",
    signed="Étienne VALADE",
)

NOISE = Case(
    "scan with broken lines and stray words",
    """Departement du Lot-et-Marne .
Commune de BARSAC-LE-NEUF T
Arrondissement de MONTREAL

CONVOCATION

Monsieur,

J’ai l’honneur de vous convoquer a la reunion du Conseil Municipal qui aura lieu :

Le Jeudi 6 Mars 2025 a 18 heures 30

en Mairie (salle du Conseil)

ORDRE DU JOUR :

Y Vote du compte administratif et approbation du compte

de gestion 2024

Y Affectation du resultat

v Participation aux depenses du RPI

¥ Devis travaux de l’eglise

YŸ Personnel : contrat d’assurance statutaire, adhesion au

Centre de Gestion

Y Questions diverses.

Recevez, Monsieur, mes sinceres salutations.

A Barsac-le-Neuf, le 27 fevrier 2025

Le Maire,

cé LE Ÿ

Colette AUBERTIN
""",
    """
 | Vote du compte administratif et approbation du compte de gestion 2024
 | Affectation du resultat
 | Participation aux depenses du RPI
 | Devis travaux de l’eglise
 | Personnel : contrat d’assurance statutaire, adhesion au Centre de Gestion
 | Questions diverses (QD)
""",
    day="2025-03-06",
    hour="18:30",
    place="Mairie (salle du Conseil)",
    dated="2025-02-27",
    role="Le Maire",
    signed="Colette AUBERTIN",
)

COLUMNS = Case(
    "numbers with two parts and presenters in a column",
    """Ville de Port-Aurélien – Conseil municipal
Séance du 5 février 2026 – 18 h 30 – Salle d'honneur de la mairie

N°\tAffaire\tPrésentée par
2026-01\tProcès-verbal de la séance du 18 décembre 2025\tM. le maire
2026-02\tConcession de plage : choix du délégataire\tM. Loïc Guillou
2026-03\tRégime indemnitaire de la police municipale\tMme Anaïs Tanguy
\tQuestions orales\t
Convocation adressée le 30 janvier 2026
""",
    """
2026-01 | Procès-verbal de la séance du 18 décembre 2025 | M. le maire
2026-02 | Concession de plage : choix du délégataire | M. Loïc Guillou
2026-03 | Régime indemnitaire de la police municipale | Mme Anaïs Tanguy
 | Questions orales (QD)
""",
    day="2026-02-05",
    hour="18:30",
    place="Salle d'honneur de la mairie",
    dated="2026-01-30",
)


SEMICOLONS = Case(
    "letter, list in roman small caps with sub dashes, presenter after title in italics",
    """Saint-Germain-des-Bois, le 3 avril 2025

Le Maire
à
Mesdames et Messieurs les membres du Conseil municipal

N/Réf. : CM/2025-03
Objet : réunion du Conseil municipal
P.J. : dossier de séance

Chères et chers collègues,

Le Conseil municipal se réunira le mercredi 9 avril 2025 à 19 heures 30, à la salle des associations (rez-de-chaussée).

L'ordre du jour en est le suivant :

- Désignation du secrétaire de séance ;
- Adoption du procès-verbal de la réunion du 12 mars 2025 ;
- Budget communal :
   • vote des taux des taxes locales ;
   • vote du budget primitif ;
- Eau : révision du prix ;
- Projet éolien : avis du conseil sur l'enquête publique ;
- Informations diverses.

Je vous prie de croire, chères et chers collègues, à l'assurance de mes sentiments dévoués.

Christian PELLERIN,
Maire de Saint-Germain-des-Bois
""",
    """
 | Désignation du secrétaire de séance
 | Adoption du procès-verbal de la réunion du 12 mars 2025
 | Budget communal
   | vote des taux des taxes locales
   | vote du budget primitif
 | Eau : révision du prix
 | Projet éolien : avis du conseil sur l'enquête publique
 | Informations diverses (QD)
""",
    day="2025-04-09",
    hour="19:30",
    place="la salle des associations (rez-de-chaussée)",
    dated="2025-04-03",
    role="Maire de Saint-Germain-des-Bois",
    signed="Christian PELLERIN",
)

ACTS = Case(
    "numbered headings, delib with DEL numbers",
    """CONSEIL MUNICIPAL
Ville d'Hauterive
Jeudi 13 novembre 2025 à 20h00 – Salle du conseil municipal

ORDRE DU JOUR

Appel des membres – Vérification du quorum – Pouvoirs
Nomination du secrétaire de séance

1 – DIRECTION GÉNÉRALE
DEL 2025-11-01 : Rapport social unique 2024 (Mme PRIEUR)
DEL 2025-11-02 : Convention de mutualisation de la police municipale (M. OSTER)

2 – FINANCES
DEL 2025-11-03 : Décision modificative n° 3 (M. ANTOINE)

3 – QUESTIONS ÉCRITES

Clôture de la séance
""",
    """
 | Nomination du secrétaire de séance
1 | DIRECTION GÉNÉRALE
  2025-11-01 | Rapport social unique 2024 | Mme PRIEUR
  2025-11-02 | Convention de mutualisation de la police municipale | M. OSTER
2 | FINANCES
  2025-11-03 | Décision modificative n° 3 | M. ANTOINE
3 | QUESTIONS ÉCRITES (QD)
""",
    day="2025-11-13",
    hour="20:00",
    place="Salle du conseil municipal",
)

LONE_LETTERS = Case(
    "scan of a corsican kind",
    """Merria di Petralta
Mairie de Petralta

ORDRE DU JOUR

DU CONSEIL MUNICIPAL EXTRAORDINAIRE

Vendredi 6 juin 2025 à 11 h 00

1 — Budget Principal :

e Décision Modificative N° 1

e Virement de Crédits

2 — Budget Annexe de l’Eau -

e Admission en Non-Valeur

e Tarifs 2025

3 — Urbanisme :

e Prescription de la révision de la Carte Communale

e Convention avec l’Agence d’Aménagement, de Planification et d’Urbanisme de la

Collectivité

4 — Divers
""",
    """
1 | Budget Principal
   | Décision Modificative N° 1
   | Virement de Crédits
2 | Budget Annexe de l’Eau
   | Admission en Non-Valeur
   | Tarifs 2025
3 | Urbanisme
   | Prescription de la révision de la Carte Communale
   | Convention avec l’Agence d’Aménagement, de Planification et d’Urbanisme de la Collectivité
4 | Divers (QD)
""",
    day="2025-06-06",
    hour="11:00",
)

NO_MARK = Case(
    "plain list without marks, spaced",
    """Commune de Vieille-Rive

Convocation à la réunion du conseil municipal du jeudi 2 octobre 2025 à 18h30 à la mairie

Ordre du jour :

Approbation du procès-verbal du 4 septembre 2025

Tarifs du gîte communal 2026

Convention avec le département pour le déneigement

Choix d'un bureau de contrôle pour la rénovation de l'église

Informations

Questions diverses

Le 26 septembre 2025,
Le Maire, Hubert LACOSTE
""",
    """
 | Approbation du procès-verbal du 4 septembre 2025
 | Tarifs du gîte communal 2026
 | Convention avec le département pour le déneigement
 | Choix d'un bureau de contrôle pour la rénovation de l'église
 | Informations
 | Questions diverses (QD)
""",
    day="2025-10-02",
    hour="18:30",
    place="la mairie",
    dated="2025-09-26",
    role="Le Maire",
    signed="Hubert LACOSTE",
)


SECTION_PRESENTERS = Case(
    "metropolis style, rapporteur before title in brackets, N° delib without colon",
    """MAIRIE D'ARGELES-LE-COMTAL
Service du conseil municipal

Argelès-le-Comtal, le vendredi 9 mai 2025

Convocation du Conseil municipal

Madame, Monsieur le Conseiller municipal,

Je vous informe que le Conseil municipal se réunira en séance publique à l'Hôtel de Ville – salle Jean-Moulin

le jeudi 15 mai 2025 à 18 h 15

à l'effet de délibérer sur les affaires inscrites à l'ordre du jour ci-après :

Approbation du procès-verbal de la séance du 3 avril 2025

AFFAIRES GÉNÉRALES - Rapporteur : M. Cazals
N°1  Création de la commission d'accessibilité
N°2  Convention avec l'État pour la télétransmission des actes

PATRIMOINE - Rapporteur : Mme Ferrer
N°3  Acquisition de l'immeuble cadastré AC 12
N°4  Bail emphytéotique avec le diocèse pour le presbytère, avenant de prolongation
     et remise en état

Questions orales éventuelles

Je vous prie de croire, Madame, Monsieur, en l'assurance de ma considération distinguée.

Le Maire
Conseiller départemental
Jordi PUIG
""",
    """
 | Approbation du procès-verbal de la séance du 3 avril 2025
 | AFFAIRES GÉNÉRALES
  1 | Création de la commission d'accessibilité | M. Cazals
  2 | Convention avec l'État pour la télétransmission des actes | M. Cazals
 | PATRIMOINE
  3 | Acquisition de l'immeuble cadastré AC 12 | Mme Ferrer
  4 | Bail emphytéotique avec le diocèse pour le presbytère, avenant de prolongation et remise en état | Mme Ferrer
 | Questions orales éventuelles (QD)
""",
    day="2025-05-15",
    hour="18:15",
    place="l'Hôtel de Ville – salle Jean-Moulin",
    dated="2025-05-09",
    role="Le Maire",
    signed="Jordi PUIG",
)

BROKEN_LINES = Case(
    "scan ocr arabic with dash, items broken by blank lines, two columns letterhead",
    """REPUBLIQUE FRANÇAISE MAIRIE DE MARSEUIL

DEPARTEMENT DE LA CREUSOTTE Téléphone 05.49.00.00.00

CONVOCATION

J'ai l'honneur de vous inviter à assister à la réunion du Conseil Municipal qui aura lieu le :

VENDREDI 12 DECEMBRE 2025 à 20 heures 30 — Salle de la Mairie

ORDRE DU JOUR

1- Décisions modificatives — budget principal et budget

lotissement

2-Tarifs municipaux 2026

3- Indemnité de gardiennage de l'église

4 - Adhésion au service de médecine préventive du

Centre de Gestion

5- Redevance d'occupation du domaine public par GRDF

et ORANGE

6 Divers

MARSEUIL, le 05/12/2025

LE MAIRE, J. POUPARD

NOTA : En cas d'empêchement, merci de retourner le pouvoir ci-joint.
""",
    """
1 | Décisions modificatives — budget principal et budget lotissement
2 | Tarifs municipaux 2026
3 | Indemnité de gardiennage de l'église
4 | Adhésion au service de médecine préventive du Centre de Gestion
5 | Redevance d'occupation du domaine public par GRDF et ORANGE
6 | Divers (QD)
""",
    day="2025-12-12",
    hour="20:30",
    place="Salle de la Mairie",
    dated="2025-12-05",
    role="LE MAIRE",
    signed="J. POUPARD",
)

FIRST_SITTING = Case(
    "first council after elections",
    """Commune de Champ-le-Duc

Le maire sortant,

Convoque les conseillers municipaux élus pour la séance d'installation du conseil municipal :
samedi 28 mars 2026, 11 heures, salle du conseil.

Ordre du jour :

I. Installation du conseil municipal
II. Élection du maire
III. Détermination du nombre d'adjoints
IV. Élection des adjoints
V. Lecture de la charte de l'élu local
VI. Délégations du conseil au maire
    1. Délégations de l'article L. 2122-22
    2. Délégation en matière d'emprunt
VII. Indemnités de fonction

Affichage en mairie le 23 mars 2026
""",
    """
I | Installation du conseil municipal
II | Élection du maire
III | Détermination du nombre d'adjoints
IV | Élection des adjoints
V | Lecture de la charte de l'élu local
VI | Délégations du conseil au maire
  1 | Délégations de l'article L. 2122-22
  2 | Délégation en matière d'emprunt
VII | Indemnités de fonction
""",
    day="2026-03-28",
    hour="11:00",
    place="salle du conseil",
    role="",
    signed="",
)

COMMISSION = Case(
    "commission",
    """Ville de Rivesac
COMMISSION FINANCES ET MARCHÉS PUBLICS
Réunion du 4 novembre 2025, 17h30 – Bureau du maire

1. Point sur l'exécution budgétaire
2. Préparation du débat d'orientation budgétaire
   - hypothèses de recettes
   - plan pluriannuel d'investissement
3. Choix du titulaire du marché d'assurances
""",
    """
1 | Point sur l'exécution budgétaire
2 | Préparation du débat d'orientation budgétaire
3 | Choix du titulaire du marché d'assurances
""",
    day="2025-11-04",
    hour="17:30",
    place="Bureau du maire",
    body="Commission finances et marchés publics",
)


STARS = Case(
    "town, chapters with a star",
    """VILLE DE CASTELNEUF
Convocation du Conseil municipal

Madame, Monsieur et cher collègue,

Vous êtes invité à la séance du conseil municipal qui aura lieu le lundi 23 juin 2025 à 19h à l'espace Camus.

ORDRE DU JOUR

*** VIE INSTITUTIONNELLE ***
2025-45 Approbation du procès-verbal du 19 mai 2025 – M. le Maire
2025-46 Remplacement d'un membre de la commission d'appel d'offres – M. le Maire

*** ENFANCE ***
2025-47 Projet éducatif de territoire 2025-2028 – Mme Julie Berthet

Questions diverses

Castelneuf, le 17 juin 2025
Le Maire,
Alain Grosjean
""",
    """
 | VIE INSTITUTIONNELLE
  2025-45 | Approbation du procès-verbal du 19 mai 2025 | M. le Maire
  2025-46 | Remplacement d'un membre de la commission d'appel d'offres | M. le Maire
 | ENFANCE
  2025-47 | Projet éducatif de territoire 2025-2028 | Mme Julie Berthet
 | Questions diverses (QD)
""",
    day="2025-06-23",
    hour="19:00",
    place="l'espace Camus",
    dated="2025-06-17",
    role="Le Maire",
    signed="Alain Grosjean",
)

VILLAGE = Case(
    "village, arabic and letters",
    """Commune de Lussac-les-Eaux

Le 3 novembre 2025

Cher(e) collègue,

La prochaine séance du Conseil Municipal est fixée au VENDREDI 7 NOVEMBRE 2025 à 20h30, Mairie.

ORDRE DU JOUR :

1. Procès-verbal du 26 septembre 2025
2. Délibérations :
a. Assurance des risques statutaires
b. Emprunt pour la station d'épuration
c. Loyer du logement de l'ancienne poste
3. Compte rendu des commissions
4. Questions diverses

Bien à vous,
Le Maire
Odile RAMBAUD
""",
    """
1 | Procès-verbal du 26 septembre 2025
2 | Délibérations
  a | Assurance des risques statutaires
  b | Emprunt pour la station d'épuration
  c | Loyer du logement de l'ancienne poste
3 | Compte rendu des commissions
4 | Questions diverses (QD)
""",
    day="2025-11-07",
    hour="20:30",
    place="Mairie",
    dated="2025-11-03",
    role="Le Maire",
    signed="Odile RAMBAUD",
)

SPOILED = Case(
    "scan, corsican kind, decimals with spoiled figures",
    """Merria di Sulaghju

ORDRE DU JOUR DU CONSEIL MUNICIPAL

SEANCE DU MARDI 16 DECEMBRE 2025 A 18H00

1 - Finances Communales :

- 1-1 : Décision Modificative N° 3 - Budget Général.

- l-2 : Demande de subvention au titre de la DETR pour la réfection de la toiture de l’église Sainte
  Marie.

2- Régie de l’Eau :

- 2-1 : Tarifs 2026.

N

o -2 : Admissions en non-valeurs.

3- Personnel :

- 3-1: Création d’un emploi permanent à temps complet d’agent de maîtrise.

4 — En communication :

- 4-1 : Décisions du Maire.

Hotel de Ville - 20999 Sulaghju
Tel : 04.95.00.00.00
""",
    """
1 | Finances Communales
  1-1 | Décision Modificative N° 3 - Budget Général
  1-2 | Demande de subvention au titre de la DETR pour la réfection de la toiture de l’église Sainte Marie
2 | Régie de l’Eau
  2-1 | Tarifs 2026
  2-2 | Admissions en non-valeurs
3 | Personnel
  3-1 | Création d’un emploi permanent à temps complet d’agent de maîtrise
4 | En communication
  4-1 | Décisions du Maire
""",
    day="2025-12-16",
    hour="18:00",
)

DOSSIERS = Case(
    "syndicate, dossiers",
    """SYNDICAT MIXTE DU BASSIN DE LA TARDES

Objet : convocation du comité syndical

Monsieur le Délégué,

Le comité syndical se réunira le jeudi 19 février 2026 à 9 heures 30 à la salle des fêtes de Bord-Saint-Michel.

Dossier n° 1 : Débat d'orientation budgétaire (rapporteur : M. Paul Aufrère)
Dossier n° 2 : Marché de restauration de la ripisylve (rapporteur : Mme Lise Momot)
Dossier n° 3 : Informations

Le 10 février 2026
Pour le Président et par délégation, la directrice,
Hélène SABOURET
""",
    """
1 | Débat d'orientation budgétaire | M. Paul Aufrère
2 | Marché de restauration de la ripisylve | Mme Lise Momot
3 | Informations
""",
    day="2026-02-19",
    hour="09:30",
    place="la salle des fêtes de Bord-Saint-Michel",
    body="Comité syndical",
    dated="2026-02-10",
    role="Pour le Président et par délégation",
    signed="Hélène SABOURET",
)

EVERY = (
    LETTER,
    ROMAN,
    DASHES,
    CAPITALS,
    REFERENCES,
    TWO_LEVELS,
    OCR,
    TABLE,
    SPELLED,
    MEMO,
    DECIMALS,
    INLINE,
    BY_PRESENTER,
    NOTES,
    RANKS,
    WELFARE,
    MARKDOWN,
    MIXED,
    CITY,
    MAIL,
    YEARS,
    PROXY_FORM,
    SHOUTED,
    THEMES,
    NOISE,
    COLUMNS,
    SEMICOLONS,
    ACTS,
    LONE_LETTERS,
    NO_MARK,
    SECTION_PRESENTERS,
    BROKEN_LINES,
    FIRST_SITTING,
    COMMISSION,
    STARS,
    VILLAGE,
    SPOILED,
    DOSSIERS,
)
