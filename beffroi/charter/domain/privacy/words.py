"""Words that tell people from places, offices and everyday language (all folded)."""

from __future__ import annotations

from beffroi.facts.commonwords import NOT_NAMES


def wordset(words: str) -> frozenset[str]:
    """The words of a text, in no order."""
    return frozenset(words.split())


_EVERYDAY = """
a abord absence absent accord acheter actuellement adjoint adjointe adresse afin age agee agit ai aide aider aie
ailleurs aime aimerais ainsi ait aller allez allo alors ami amie an ancien ancienne annee annees ans appartement
appel appelle appeler apporte apres arrive arriver as assez assure attend attendre attends au aucun aucune aujourd
aupres auquel aura aurais aurait aussi autant autre autres aux avaient avais avait avant avec avez avis avoir
avons ayant banque bas beau beaucoup beaux belle besoin bien bientot bis blanc blanche bois bon bonjour bonne
bonsoir bord bout bref bruit but c ca car carte cas casse ce cela celle celles celui cent cependant certain
certaine certains ces cet cette ceux chacun chantier chaque charge chat chateau chemin cher chere chers chez chien
chose choses ci cinq cinquante cinquieme clair claire colis combien comme comment commune compte concernant
conseil contre correct cote coup cour court cordialement courage courrier courriel cousin cousine d dame dans date
de debut deja demain demande demander demeurant demeure dela depart depuis dernier derniere des desole deux devant
devait devrait dimanche dire dis dit dix dois doit doivent domicile donc donne donner dont dos dossier douze droit
du due durant e ecole ecoute ecrire ecrit elle elles emploi en encore enfant enfants enfin ensuite entre envoie
envoyer epoux epouse es espace est et etaient etais etait etant etat etc ete etes etre eu eux excusez explique
exact face facture faire fais fait faite faites faits famille faudra faudrait faut femme ferme fermee fete fils
fille filles fin final finalement fois font forcement fort forte francais frere froid fut garde garder general
gens grand grande grands gros grosse guere h habite habitait habitant habitants habitent habiter haut haute heure
heures hier homme hommes huit ici il ils immatricule immatriculee immediatement impossible informe inscrit
inscrire interdit j jamais jardin jaune je jeudi jeune jeunes joignable joindre joint jour jours juin jusqu juste
justement l la laisse laisser laquelle le lequel les leur leurs libre lieu livre logement loin long longue lors
lorsque lu lui lundi m ma madame main maintenant mais maison maire mairie mal malade manque marche mardi mari
marie matin mauvais me meilleur meme memes merci mercredi mere mes mesdames messieurs met mettre mien mieux mille
minute mme moi moins mois moment mon monde monsieur mont mort mot moulin moyen n naissance ne nee neuf ni niveau
noir noire nom nombre non nord nos notre nous nouveau nouveaux nouvel nouvelle nul numero o on ont onze ou oui
ouvert ouverte page par parce parfois parle parler part particulier partie partir pas passe passer passee pauvre
payer pays peine pendant pense perdu pere permis personne personnes petit petite petits peu peut peux peuvent pire
place plainte plaque plein plus plusieurs plutot point pont port portable porte possible pour pourquoi pourra
pourrais pourrait pourriez pouvait pouvez pouvoir premier premiere prend prendre prenom pres present presente
president presque pret prete prevu prie prix probleme prochain prochaine propos propre pu puis puisque qu quand
quant quarante quatorze quatre que quel quelle quelles quelqu quelque quelques quels qui quinze quitte quoi r
rapide rappelle rappeler rapport recevoir recu regarde regarder relance rencontre rendez rendre repond reponse
residence reste rester retour retourne reunion rien rouge route rue s sa sais sait salle samedi sans sauf savoir
se second seize sejour semaine semble sept sera serait seront ses seul seule si sien six soeur soir soit soixante
sommes son sont sortie souhaite souhaiterais soumet sous souvent suis suite suivant suivante sujet sur surtout t
ta table tant tante tard te tel tellement telephone temps tenu ter terrain tes tiens tient tiret titre toi tombe
ton tot toujours tour tous tout toute toutes travail travaille travaux treize trente tres trois trop trouve
trouver tu un une vais vas vait va valable vaut vendredi venir vent venu venue vers vert verte veuf veut veux
veuve victime vie vieille vieux village ville vient viens vin vingt vit vite vivre voici voie voila voir vois
voisin voisine voit voiture voitures volontiers vos votre voudrais voudrait voulais voulait voulez vous vrai
vraiment vu y zero juge maitre pretre prefet garcon garcons copain copine madeleine cerise olive violette peche
poire prune bonnet chevalier mercier tapis balai crochet gateau pain beurre rivet boule balle ballon banc bar
barre base bassin bateau baton bec berceau bleu bloc boite bosse botte bouche bouchon bourse boutique bouton
branche bras brave brin brique brun bureau cabane cable cadeau cadre cafe caisse calme camp canal canard canne
canton cap capitaine casque cave cercle chaine chair chaise chambre champ chance chant chapeau chapelle chaud chef
chene cheval ciel cinema cire clef cle client cloche clou coin col colle colline colonne comte copie coq coquille
corde corps couche coude couleur couloir coupe courant course couteau couvert crin croix cuir cuisine cure danse
debout defense dent direct doux drap droite eau echelle eglise elan enclos envers espoir essai etage etang etoile
etude fabrique facile faible farine faux fee fer feu feuille fier figure filet fleur fleuve flot foin fond
fontaine force foret forme fosse four frais fraise frein front fruit gain galerie gant gare gaz gendarme genou
genre glace gorge gout goutte grain graine grange gras gris groupe guerre guide herbe heureux hiver honneur hotel
huile ile image jambe jeu joie jolie joli joue jupe lac laine lait lampe lapin large larme lard lavoir legume
lettre levre ligne linge lit loup lourd loyal lune lustre manoir marron masse mat matiere membre menu mer messe
metal metier mine mise mode moine moitie moteur mouche mouton mur mule nature neige nid noel noix nuage nuit objet
oeil oiseau ombre oncle ongle or orage ordre orge oreille os ours outil paix palais panier papier paquet paradis
paroi parrain parole patron pavillon peau peintre pente perche perle pierre pieu pigeon pilote pin piste plage
plaine plan plante plat plomb pluie plume poche poil poing pois poisson poivre pomme pompier porche porc poste pot
poteau poule poulet poudre pre presse preuve prince prise puits quai queue raison rang rat rayon recette reine
reve rive riviere robe roc roche roi rond rose roue roux royal sable sac sage saint salon sang sapin saule saut
savon scie seau secours sel sens sentier serre serpent seuil siege signe simple soie soif soin soldat sol soleil
somme sommet sorte souche soupe source sud suede tache taille talon tas taureau temple tente terre tete tige tigre
tir toile toit tonneau torrent tortue toux train trait trou troupe tuile usine vache vague val valet vallee vapeur
vase veau velo vente ventre verre vertu veste vide vigne vitre voile voix vol volet volume vue loyer caution bail
secretaire directrice directeur responsable infirmiere medecin docteur professeur maitresse instituteur
institutrice animatrice animateur gardien concierge facteur boulanger boucher menuisier charpentier berger meunier
fournier travers sinon rappelez appelez envoyez notez ecrivez repondez joignez contactez prevenez
"""
EVERYDAY = frozenset(_EVERYDAY.split()) | NOT_NAMES
"""Words of everyday language: in lower case, no part of a name."""

_NOT_FIRST = """
france paris nancy lorraine lourdes savoie marine victoire avril mai juin aube alba alma ambre angel arc aure
belle bienvenue blanche brune calme candide carmel celeste cerise chance charme chere cher christ ciel cite clarte
cloud combe constance coraline dame dauphine desire destiny diamant dieu divine domaine dona edem eden elan espoir
esperance etoile europa fleur foret fortune frere garance germain gloire grace hermine honneur honore hortense ida
ile india innocent iris jade jasmin joie jour juste kenya lac lilas lin lou lune lumiere maison maitre major
majeur mael marais mars marquise melodie merci messie mistral moise mont nature neige noel nord octave ode odyssee
olive olympe opale orange oriane origan paix parfait pasteur perle pierre prince princesse printemps prosper
prudence prune reine rose royal sable saphir sauveur sept soleil sol solal sud tour toussaint trinite union val
valence vallon vega venise vermeil victor viola violette virgule vrai zen zephyr lys maine berry touraine clemence
modeste aime desiree fidele bonaventure benin rochelle sydney austin dakota chelsea brooklyn london ville maur
maure clair lazare christian alexandrie sofia geneva charleston capucine anemone clementine lavande myrtille
mirabelle bella rosalie abbe camille dominique max justice ange angelus brice lino ali oscar kim tom mac sam eve
eva ava lea leo io sena lima mathurin parfaite solene ludovic micro macro mina nova pia rim roy rui tao tea ted
tim tya yan van xan can cem don dan gil any ary efe
"""
NOT_ALONE = frozenset(_NOT_FIRST.split()) - wordset(
    """
    honore hortense ida mael moise prosper solal lou camille dominique max christian brice oscar kim tom sam eve
    eva lea leo mina ludovic solene rosalie gil tim ted dan octave lino ali clementine sofia bella germain pia
    lazare iris jade victor mathurin oriane
    """
)
"""First names that are also everyday words, towns or brands: alone, they name nobody."""

_FIGURES = """
victor hugo;jules ferry;jean jaures;jean moulin;simone veil;marie curie;pierre curie;pierre et marie curie
louis pasteur;charles de gaulle;leon blum;leon gambetta;georges clemenceau;aristide briand;jean mermoz
antoine de saint exupery;emile zola;honore de balzac;alphonse daudet;guy de maupassant;gustave flaubert
charles baudelaire;arthur rimbaud;paul verlaine;jean de la fontaine;jean racine;pierre corneille;moliere
jacques prevert;albert camus;jean paul sartre;simone de beauvoir;george sand;louise michel;olympe de gouges
rosa parks;martin luther king;nelson mandela;lucie aubrac;raymond aubrac;germaine tillion;genevieve de gaulle
pierre brossolette;guy moquet;gabriel peri;jean zay;francois mitterrand;georges pompidou
valery giscard d'estaing;jacques chirac;pierre mendes france;robert schuman;jean monnet;rene cassin
robert badinter;edgar faure;gustave courbet;auguste rodin;camille claudel;claude monet;paul cezanne
pablo picasso;henri matisse;auguste renoir;hector berlioz;claude debussy;maurice ravel;georges bizet
georges brassens;edith piaf;jacques brel;serge gainsbourg;barbara hendricks;jean ferrat;leo lagrange
pierre de coubertin;raymond kopa;yannick noah;marcel cerdan;eric tabarly;denis papin;blaise pascal
rene descartes;joseph fourier;ambroise croizat;louis braille;charles peguy;louis aragon;paul eluard
marcel pagnol;marcel proust;jules verne;alexandre dumas;jean giono;frederic mistral;francoise dolto
maria montessori;celestin freinet;jean mace;jean rostand;claude bernard;paul bert;ferdinand buisson;jeanne d'arc
vercingetorix;napoleon bonaparte;louis xiv;henri iv;marianne;joliot curie;irene joliot curie
toussaint louverture;claude nicolas ledoux;victor schoelcher;denis diderot;jean jacques rousseau;anatole france
romain rolland;roger salengro;henri barbusse;josephine baker;pierre loti;abbe pierre;henri dunant;anne frank
thomas pesquet;marguerite yourcenar;marguerite duras;colette;samuel paty;arnaud beltrame;pere noel;saint nicolas
mere noel;jacques cartier;jean bart;jean baptiste clement;eugene pottier;philippe lebon;marcel paul
salvador allende;paul langevin;pierre semard;jacques duclos;maurice thorez;jean vilar;gerard philipe
louis armand;marc bloch;marcel sembat;edouard herriot;jules guesde;albert schweitzer;frederic chopin
wolfgang amadeus mozart;leonard de vinci;louis lumiere;auguste et louis lumiere;sadi carnot
"""
FIGURES = frozenset(name.strip() for name in _FIGURES.replace("\n", ";").split(";") if name.strip())
"""Figures of history whose names streets, schools and rooms bear: named in full, without a title, they are nobody's."""

_BRANDS = """
leroy merlin;berger levrault;michel et augustin;louis vuitton;pierre fabre;jean paul gaultier;marie blachere
caisse d'epargne;credit agricole;renault zoe;peugeot;citroen;renault clio;opel corsa;dacia duster
volkswagen polo;france travail;france services;france televisions;france bleu;france inter;france renov
france connect;franceconnect;la poste;la banque postale;pro btp;yves rocher;paul ricard;roger vivier
daniel moquet;marcel et fils;martin dow;thomas cook;black et decker;johnson controls;philips;george v
charles heidsieck;laurent perrier;remy martin;charlie hebdo;marianne;le figaro;mistral ai;claude code;chat noir
claudie pierlot;carglass;norauto;feu vert;point p;bricomarche;jean bouteille;julien coaching;pierre et vacances
max havelaar;max et moritz;ben et jerry;mercedes benz;alfa romeo;aston martin;jardiland;gamm vert;stihl
john deere;massey ferguson;claas;manitou;husqvarna;kubota;iveco;hugo boss;nina ricci;sonia rykiel;paul beuscher
harry potter
"""
BRANDS = frozenset(name.strip() for name in _BRANDS.replace("\n", ";").split(";") if name.strip())
"""Products and companies that bear a person's name."""
