"""The words that tell of somebody's private life, health or place in the service, folded, as patterns. They are ours:
a help for the eye, not the law. Added to as communes meet others."""

from __future__ import annotations

HEALTH = r"""
    (?:arrets?|conges?) (?:de |pour )?(?:longue |maternite|grossesse)?(?:maladie|maternite)(?: ordinaire)? ;
    arrets? de travail ; (?:en|est|son|un|d'un|nouvel) arret(?! (?:de (?:bus|car)|du|au|municipal|ministeriel)) ;
    longue (?:maladie|duree) ; malades? ; (?:sa|la|une|de) maladie ; souffr(?:e|ait|ant|ante|ent) ; hospitalis\w* ;
    (?:a|de|son sejour a) l'hopital ; cancers? ; chimio\w* ; tumeurs? ; alzheimer ; parkinson ;
    depress(?:ion|if|ive)s? ; burn[- ]?out ; epuisement professionnel ; enceinte ; grossesse ; fausse couche ;
    inaptitude ; inapte ; mi[- ]temps therapeutique ; temps partiel therapeutique ;
    accident (?:de|du) (?:travail|service|trajet) ; maladie professionnelle ; avc ; infarctus ; crise cardiaque ;
    diabet\w+ ; epilep\w+ ; autis\w+ ; alcooli\w+ ; toxicoman\w+ ; addictions? ; cure de desintoxication ;
    psychiatr\w+ ; schizophren\w+ ;
    (?:pour |des? )(?:raisons?|motifs?|problemes?|soucis?|ennuis?) (?:de sante|medica(?:l|le|ux|les)) ;
    etat de sante ; (?:sa|leur) sante ; certificat medical ; dossier medical ; comite medical ;
    medecin (?:du travail|agree) ; conseil medical ; handicapee?s? ; son handicap ; situation de handicap ;
    reconnaissance de (?:la )?qualite de travailleur handicape ; rqth ; invalid(?:ite|e) ; seropositi\w+ ; vih ;
    suicid\w+ ; operee?(?! par) ; perte d'autonomie ; en fin de vie ;
    coupee? (?:un|deux|trois|le|la) (?:doigts?|mains?|pieds?) ;
    (?:mal|douleurs?) (?:au|a la|aux) (?:dos|tete|jambes?|genoux?|epaules?) ; souffre ;
    cass(?:e|ee) (?:la|le|une?) (?:jambe|bras|cheville|poignet|hanche) ; crise de nerfs ; en traitement ;
    sous (?:antidepresseurs|traitement|medicaments) ; ne reprendra pas ; fatigue(?:e)? moralement ; accouch\w+ ;
    heureux evenement ; attend un (?:bebe|enfant) ; malades? des nerfs ; traitement (?:contre|medical|lourd) ;
    pronostic ; tentative de suicide ; en reeducation ; en clinique ; (?:est|a ete|se fait|s'est fait) operer? ;
    soignee? pour ; depressi\w+ ; soins palliatifs ; allergi(?:e|que)s? (?:grave|severe|alimentaire)s? ;
    conge (?:de )?paternite ; conge pathologique
"""
"""What tells of somebody's health."""
AGENT = r"""
    sanctions?(?: disciplinaires?)? ; sanctionnee?s? ; blames? ; conseil de discipline ; procedures? disciplinaires? ;
    disciplinaires? ; fautes? (?:graves?|lourdes?|professionnelles?) ; a commis une faute ;
    suspen(?:du|due|sion)s? (?:de ses fonctions|a titre conservatoire|conservatoire) ; mise? a pied ; revoqu\w+ ;
    revocation ; licencie\w* ; radie\w* ; radiation des cadres ; abandon de poste ; insuffisance professionnelle ;
    manque(?:ments?)? (?:de|a ses|a son|de serieux|de rigueur)(?: obligations| devoir)? ;
    (?:son|sa|ses) (?:travail|comportement|attitude|manque|retards?|absences|incompetence|negligences?) ;
    (?:son|sa|ses) (?:evaluations?|notation) ;
    (?:absences?|retards?) (?:repetees?|repetes|injustifiees?) ; entretien (?:professionnel|d'evaluation|annuel) ;
    compte rendu d'entretien ; harcel\w+ ; incompetente?s? ; n'est pas a la hauteur ;
    non[- ]renouvellement (?:de )?(?:son|du) contrat ; refus de titularisation ; titularis(?:ee?|ation) de ;
    prolongation de stage ; reclassement ; disponibilite pour convenances personnelles ; rupture conventionnelle ;
    (?:sa|son) (?:remuneration|salaire|traitement|prime|ifse|cia|indice|regime indemnitaire|avancement) ; virer ;
    viree? ; remplacer parce que ; pleure\w* ; ne supporte plus ; decharg\w+ de ; seche les cours ;
    sa periode d'essai ; surnombre ; ses droits a conge ; contrat rompu ; a l'essai ; fainea\w+ ; paresseu\w+ ;
    feignant\w* ; conflit avec ; ne s'entend pas ; mauvais (?:travail|esprit|caractere) ; mutee?s? d'office ;
    (?:le|du|un) (?:salaire|traitement) (?:net |brut |mensuel )?(?:de|d') ;
    arrive(?:nt)? (?:toujours |souvent )?en retard ; travaille mal ; ne fait (?:pas|plus) son travail ;
    ne (?:fait|fiche|fout) rien ; (?:recadr|convoqu)ee? ; remontees? sur ; retenue sur (?:salaire|traitement) ;
    demission(?:ne|ner|naire)? ; avertissement
"""
"""What tells of how an agent serves: discipline, appreciation, pay, career."""
PRIVATE_LIFE = r"""
    aides? (?:sociales?|financieres?|d'urgence|alimentaires?) ; secours (?:d'urgence|financier|exceptionnel|de) ;
    bons? alimentaires? ; colis alimentaire ; surendett\w+ ; impayee?s? ; dettes? ;
    doit (?:encore )?(?:\S+ ){0,4}(?:euros|€) (?:de|a) (?:loyers?|la cantine|la commune|cantine) ;
    saisie sur salaire ; huissiers? ; expuls\w+ ; difficultes? (?:financieres?|sociales?|familiales?|personnelles?) ;
    (?:sans|plus de) (?:ressources|revenus) ; (?:ses|leurs|sans) revenus ; remise gracieuse ;
    (?:le|du|au|beneficiaire du|touche le) rsa ; quotient familial ;
    allocations? (?:familiales?|logement|adulte handicape|chomage) ; aah ; apl ; chomage ; divorc\w+ ;
    separee? de (?:son|sa) ; separation(?: d'avec)?(?= |$)(?! des) ; garde (?:des|de ses|alternee)(?: enfants)? ;
    pension alimentaire ; concubin\w* ; sa compagne ; son compagnon ;
    situation (?:sociale|familiale|financiere|personnelle) ; ressources ; (?:l'|un |d'un )indu ; interdite? bancaire ;
    decouvert bancaire ; carte de sejour ; (?:sort|sorti|sortie) de prison ; famille d'accueil ;
    procedure de separation ; separation ; saoule?s? ; ivre ; ivresse ; alcool ; boit ; drogue\w* ; cannabis ;
    (?:retirer|retire|perdu|suspension de) (?:son |le |du )?permis(?: de conduire)? ; ne paie(?:nt)? plus ;
    n'a pas paye ; pour (?:le )?vol ; a vole ; poursui(?:vre|vi|t|te)s? ;
    dorm(?:ent|ir|ait) dans (?:sa|leur) voiture ; perdu (?:son|leur) (?:logement|emploi|maison) ;
    (?:son|sa) (?:mari|femme|epouse|epoux|conjointe?|ex|compagne|maitresse|amante?) ;
    (?:ses|quatre|trois|deux) (?:gosses|gamins|enfants) ; son (?:fils|enfant|bebe|gosse) ; sa fille ; en couple ;
    vit avec ; eleve seule? ; mineure? ; shit ; fumer du ; cambriole\w* ; (?:plus|pas) un sou ; delai de paiement ;
    etaler ; services sociaux ; gagne (?:plus|moins|trop|bien) ; insult\w+ ; denonc\w+ ; menac\w+ ; frapp\w+ ;
    agress\w+ ; tutelle ; curatelle ; succession ; placement (?:de|des) (?:l'|ses |son |leurs )?enfants? ;
    assistante sociale ; protection de l'enfance ; violences? (?:conjugales?|familiales?|intrafamiliales?) ;
    violente?s? ; garde a vue ; casier judiciaire ; condamnee?s? ; mis(?:e)? en examen ; en prison ; incarcer\w+ ;
    plaintes? (?:contre|a l'encontre) ; porte plainte ; depot de plainte ; (?:sa|leur) (?:religion|confession) ;
    sans[- ]papiers ; titre de sejour ; demandeu(?:r|se) d'asile ; homosexuel\w* ;
    vie (?:privee|conjugale|familiale) ; relog\w+ ; insalubr\w+ ; hebergee? (?:chez|par) ; sans domicile ;
    vit seule? ; admission en non[- ]valeur ; creances? irrecouvrables? ; inhum\w+ ; exhum\w+
"""
"""What tells of means, family, home, justice."""
GENERAL = r"""
    (?:cabinet|maison|centre|pole|desert|secteur|personnel|materiel) (?:medical|medicale|de sante|hospitalier) ;
    maison pluridisciplinaire ; accessibilite ;
    places? (?:de stationnement )?(?:pour |reservees? aux )?(?:personnes )?handicapees? ;
    personnes? (?:en situation de handicap|handicapees?|agees?) ; assurances? (?:statutaires?|du personnel) ;
    mutuelle ; prevoyance ; complementaire sante ; ligue contre le cancer ; recherche (?:contre|sur) le cancer ;
    octobre rose ; telethon ; don du sang ; don de sang ; arbres? malades? ; ormes? ; fr[eê]nes? malades? ;
    dette de la commune ; etat de la dette ; encours de (?:la )?dette ; annuites? de la dette ;
    remboursement de la dette ; dettes? (?:de la commune|communale|bancaires?) ; centre hospitalier ;
    loi|code (?:general )?(?:du travail|de la sante|de la securite sociale) ; france alzheimer
"""
"""The same words said of policy, places and sums: not of anybody."""
OFFICE = r"""
    architecte ; notaires? ; geometre ; avocate?s? ; maitre ; commissaire enquet(?:eur|rice) ; huissier ; prefete? ;
    sous[- ]prefete? ; ministre ; senat(?:eur|rice) ; deputee? ; ancien(?:ne)? maire ; presidente?s? ;
    vice[- ]presidente? ; directeurs? ; directrices? ; representee? par ; representante? ; docteur ; dr ; medecin ;
    veterinaire ; pharmacie ; pharmacienne? ; entreprise ; societe ; sarl ; sas ; sci ; earl ; gaec ; cabinet ;
    bureau d'etudes? ; maitrise d'oeuvre ; onf ; dgfip ; tresori(?:er|ere) ; percept(?:eur|rice) ; comptable public ;
    conseill(?:er|ere) departementale? ; lieutenant ; capitaine ; commandant ; colonel ; adjudant ; commissaire ;
    inspect(?:eur|rice) ; cure ; bienvenue ; felicit\w+ ; infirmi(?:er|ere) ; kinesitherapeute ; orthophoniste ;
    dentiste ; sage[- ]femme ; artisane? ; gerante? ; commercante? ; exploitante? ; agricult(?:eur|rice) ;
    maraich(?:er|ere) ; eleveu(?:r|se) ; benevole ; professeure? ; journaliste ; hommage ; ecrivain ; artiste ;
    conferenci(?:er|ere) ; vend(?:ue?s?|re) ; vente ; acqui\w+ ; achat ; cede[er]?s? ; cession ; echange ; don d'un ;
    donation ; parcelle ; bail ; servitude ; association ; club ; amicale ; comite ; federation ; syndicat ; agence ;
    region ; departement ; etat
"""
"""What people are publicly named for: by itself, their name there is not secret."""
HEARSAY = r"""
    il parait ; on (?:m'a|nous a|me|nous) (?:dit|rapporte|signale) ; je (?:peux|vais) vous dire ; entre nous ;
    tout le monde (?:le )?sait ; ca reste entre nous ; il ne faut pas le (?:repeter|dire) ; vous le saviez
"""
"""What is told as a confidence is one, whatever its words."""
SOMEBODY = r"""
    agente?(?: (?:technique|communale?|administrati(?:f|ve)|d'entretien|d'accueil|contractuel(?:le)?|titulaire))? ;
    agente? (?:concernee?|recenseur) ; secretaire(?: (?:de mairie|general))? ; employee?(?: communale?)? ;
    cantonnier ; atsem ; cantiniere ; animat(?:eur|rice) ; dgs ; policier municipal ; garde champetre ;
    nouveau ; nouvelle ; ancien ; titulaire(?: du poste)? ; bibliothecaire ; comptable ; apprentie? ; stagiaire ;
    fonctionnaire ; salariee? ; instituteur ; institutrice ; professeure? ; pharmacienne? ; coiffeuse ; boulangere? ;
    infirmiere ; medecin ; pretre ; cure ; conductrice? ; chauffeur ; jardinier ; concierge ; gardienne? ;
    employee? d[eu] [a-z ']{3,20} ; gars [a-z ]{0,20} ; (?:femme|mari|fils|fille) d[eu] [a-z]+ ;
    direct(?:eur|rice)(?: (?:general|des services|de l'ecole|de la creche|du service|technique))? ;
    habitante? ; administree? ; locataire ; voisine? ; riveraine? ; famille ; dame ; monsieur ; jeune femme ;
    jeune homme ; mere ; pere ; enfant ; eleve ; personne ; beneficiaire ; couple ; veuve ; retraitee?
"""
"""Somebody whom a village knows without a name."""
