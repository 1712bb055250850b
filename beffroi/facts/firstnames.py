"""Common French first names, folded: enough to tell that a sentence begins with somebody's name."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

_NAMES = """
    adam adele adrien agathe agnes ahmed aicha alain albert alessandro alex alexandra alexandre alexis alice aline
    ali alix amandine amelie amina amine anais andre andree ange angelique anita anna anne annick annie anthony antoine
    antonin armand arnaud arthur astrid aude audrey augustin aurelie aurelien axel aziz baptiste barbara bastien
    beatrice benedicte benjamin benoit bernadette bernard berthe bertrand blandine boris brice brigitte bruno camille
    carine carole caroline catherine cecile cedric celine chantal charlene charles charlotte chloe christelle christian
    christiane christine christophe claire clara claude claudine clemence clement clementine clotilde colette
    coralie corinne cyril cyrille damien daniel daniele danielle david deborah delphine denis denise diane didier
    dimitri dominique dorothee edith edmond edouard elena eliane elie elisabeth elise ella elodie eloise elsa emile
    emilie emma emmanuel emmanuelle enzo eric erick erwan estelle esther etienne eugene eva evelyne fabien fabienne
    fabrice fanny farid fatiha fatima fatou felix fernand fiona flora florence florent florian francine francis franck
    francois francoise frederic frederique gabriel gabrielle gaelle gaetan gaston genevieve georges gerald geraldine
    gerard germaine ghislaine gilbert gilberte gilles ginette gisele gregory guillaume gustave guy gwenaelle hakim
    hamid hasna hassan helene henri henriette herve hubert hugo hugues ibrahim ines irene isabelle isaac
    jacky jacqueline
    jacques jamila jean jeanine jeanne jeannine jerome jessica joel joelle johan johanna jonathan joseph josephine
    josette josiane jules julia julie julien juliette justine karim karine katia kevin khadija killian laetitia
    lara laura laure laurence laurent laurie lea leila leo leon leonie leslie liliane lilian lina line lionel lisa
    loic lola louis louise luc lucas lucette lucie lucien lucienne ludivine ludovic lydia lydie lyna madeleine mael
    magali malika manon manuel marc marcel marcelle margaux marguerite maria mariam marianne marie marine marion
    marius marjorie marlene marthe martial martine maryse maryvonne mateo mathieu mathilde mathis matthieu maud maurice
    max maxence maxime mehdi melanie melissa michael michel michele micheline mireille mohamed monique morgane mourad
    muriel mustapha myriam nadege nadia nadine nassim natacha nathalie nathan nelly nicolas nicole nina noah noel noelle
    noemie odette odile olga olivia olivier oceane pascal pascale patrice patricia patrick paul paule pauline paulette
    philippe philomene pierre pierrette quentin rachel rachid raoul raphael raymond raymonde regine regis remi remy
    renaud rene renee richard robert roger roland romain romane rosalie rose roxane sabine sabrina sacha said salima
    samia samir samuel sandra sandrine sarah sebastien serge severine simon simone solange solene sonia sophie souad
    stephane stephanie steve suzanne sylvain sylvaine sylvette sylvia sylviane sylvie tania tatiana teresa theo therese
    thibaud thibault thierry thomas tiphaine tony ulysse valentin valentine valerie vanessa veronique victor victoria
    victorien vincent violette virginie viviane wassim wilfried william xavier yacine yann yannick yasmine yassine
    yohan yolande yvan yves yvette yvon yvonne zahra zoe zohra
    """
FIRST_NAMES = frozenset(_NAMES.split())


@lru_cache(maxsize=1)
def wide_first_names() -> frozenset[str]:
    """Every first name given to more than 500 people born in France since 1900 (INSEE), folded, with the common ones.

    Far more of them are everyday words: for finding people where missing one costs more than a false alarm."""
    listed = files("beffroi.facts").joinpath("data/firstnames.txt").read_text(encoding="utf-8")
    return FIRST_NAMES | frozenset(listed.split())
