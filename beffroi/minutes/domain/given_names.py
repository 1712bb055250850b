"""First names by which people call each other in a meeting: those of ``facts``, and more that are common in
France today, rarer or shortened. A wider net than masking needs: here a name must also be called aloud."""

from __future__ import annotations

from beffroi.facts.firstnames import FIRST_NAMES
from beffroi.facts.text import fold

_MORE = """
    gael segolene louane lena timothee ethan tom liam nolan aaron gaspard robin thibaut tanguy titouan corentin mickael
    jeremy steven dylan bryan ronan goulven alban amaury ambre anouk apolline ariane assia aurore ava celia celestine
    clea coline elea eleonore elina elisa emeline emy erika eugenie fatoumata garance giulia hortense iris jade jana
    joanna kenza laly lana leana lila lilou lise livia lou louna lucile luna lya maelle maelys maeva maia marilou
    marjolaine maya melina melodie mila mina nais naomi nour ombeline orane perrine romy salome sara selma solenne
    soraya suzy tess thea typhaine ysaline zelie abdel abdelkader amadou ayoub bilal brahim djamel fouad hamza hicham
    idriss ilyes ismael jamal kamel khaled lamine mamadou mounir moussa nabil nordine omar ousmane rachida redouane
    reda salah sofiane souleymane tarek tariq walid yanis younes youssef youcef zinedine aissatou aminata awa fanta
    mariama oumou berangere carla cecilia charline cindy daisy dolores dorine edwige emilienne fabiola faustine flavie
    flavien floriane georgette gwendoline helena heloise honorine huguette ingrid isaure jacinthe jennifer judith
    juliane karen kelly laurine leonore leopold lorena ludmila magalie maite marielle marina maryline monica murielle
    myrtille nancy ninon ophelie pamela penelope priscilla quitterie rebecca rita sandie sidonie stella steph vera
    wendy yohann yoann zacharie luka mathys matheo matthis maceo nael noe oscar owen paolo pablo pedro jose carlos luis
    antonio rui joao paulo rosa sergio tristan zoran nico seb max alex manu fred flo tony mika ludo momo caro isa cathy
    vero domi pat bea steph gege dede phil chris greg
    abdallah abdelaziz achille adeline alan albane alexia alfred alphonse anatole anis annabelle annaig
    antoinette arlette armelle arsene axelle aymeric barnabe berenice camel camelia capucine cathie christel chrystelle
    clarisse claudette constance cynthia donatien doriane edgar eliott elvire enora ernest eudes fadila farida
    fatna fernande gabin gauthier gautier geoffrey germain ghislain gregoire gwenael gwenn gwladys hafida
    hanane hippolyte honore houria ignace ilham imane isidore ismail ivan jacinta jawad joachim jocelyn
    jocelyne jordan joris josselin justin kamal karima katell klervi lauriane lazare leandre leonard linda
    loeiz lorenzo loubna louisa malik malo marceau marcellin marieke martin marylene mathias matteo matthias
    mauricette mauve melvin meriem michelle miguel mohammed morgan mounia nabila nadir naima najat nassima
    nathanael nolwenn nora norbert noura octave othmane peggy philibert pierrick prune rafael ralph rania
    raphaelle reine reynald rim rodolphe rodrigue romaric romuald roseline roselyne rozenn ruben saida sakina
    sami samira samy sihem silvere simona soazig soizic soufiane stanislas stephan sylvestre theodore theophile
    timeo tugdual ugo urbain ursule valery virgile virginia vivien yael yannig yannis yasmina
    yoan youri zakaria zineb
    abdou adama alassane alma alois alwena amel amira anton aris arwen assa atika aya
    badr boubacar bouchra celian chaima cheikh chems coumba dalila daouda demba diego dounia driss
    eden elian elias emna esteban fabio farah fares firmin flavio ghizlane gino giovanni gonzague
    habib hajar hana hanna hawa hector henry houda ida ilan iliana ilona imad isaak
    issam jawed jeanneke jesse jihane joa jonas josue juan juana kader kais kamil kayla
    kylian lahcen lamia laszlo latifa layla leia lino lison livio loan loris lorna luana
    luce lucia luigi luisa mae mahe malek malick manuela marcelo marco mario marko marta
    marvin marwa marwan meziane milan milo mohand moise momar moncef mouna nahel naim najib
    nathalia nawal nawel neil nello nesrine nino nizar noa noha noham nouria orlane osman
    ouassim ousseynou paola paula pia rafik raissa ramzi rayan rayane rokia rudy ryad ryan
    salif salim salma samba sandro santiago selim serena seydou sidi silvia sixtine slimane smail
    sofia sohan souhila sylla tahar tarik thais thiago tiago tidiane timothe tina toufik valeria
    vasco vicente vladimir wafa wiam wissam yacoub yacouba yahya yassin yazid ylan younous yuna
    yunes zaina zakari zaki zara zelda ziad zied zoubir
"""
GIVEN_NAMES = FIRST_NAMES | frozenset(_MORE.split())


def is_given_name(word: str) -> bool:
    """Whether every part of a word ("Jean-Marc") is a first name."""
    return all(part in GIVEN_NAMES for part in fold(word).replace("’", "-").replace("'", "-").split("-"))
