"""Words that begin with a capital without naming anybody (all folded)."""

from __future__ import annotations

_NOT_NAMES = """
maire adjoint adjointe president presidente conseiller conseillere conseillers deputee senateur senatrice
prefet prefete directeur directrice secretaire ministre rapporteur rapporteure vice general generale
delegue deleguee conseil municipal municipale commune communes communaute commission ville mairie hotel
region departement departemental departementale etat france francais francaise francaises republique
europe union service services maison salle ecole college lycee rue avenue place boulevard chemin allee
route impasse quai square parc stade parking code loi budget principal annexe plan projet programme saint
sainte notre bureau ordre jour point deliberation decision seance compte administratif gestion agence
syndicat mixte office public publics publique publiques centre social culturel sportif national nationale
regional local locale territorial territoriale territoires collectivite collectivites grand est ouest
nord sud haut haute bas basse bourgogne alpes corse ile comte pays pole espace le la les l un une des du
de d ce cette ces cet il elle ils elles nous vous je tu on et ou mais donc or ni car que qui quoi si en
au aux dans par pour sur sous avec sans oui non merci bonjour bonsoir mesdames messieurs monsieur madame
mademoiselle lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin
juillet aout septembre octobre novembre decembre article chapitre titre annexe section parcelle page lot
locuteur intervenant euros euro subvention dotation fonds caisse poste banque groupe association comite
club amicale ligue federation cedex cours zone taxe voie resultat depenses recettes mme mmes mlle mm mr
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Offices, institutions, places and grammar: no part of a person's name."""

_COMMON = """
petit petite grand blanc blanche noir noire roux brun rouge bon bonne vidal jardin marchand boulanger
boucher fontaine riviere moulin pont bois dupont roche mont berger charpentier chevalier leger gros long
vert maire prevot page poste roi royer premier second bourgeois comte marquis baron france marin noel
pascal toussaint perle rose lambert simple vallee forest chapelle tour clair claire marche carre
"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Surnames that are also everyday words, which a sentence may begin with."""
