"""Uses of AI by tools that live outside Beffroi and come through the door: a key names those that it is for.

One key has at most one use for each thing that a model does, so that a call never has to say which."""

from .domain.events import DataClass
from .uses import AiUse, declare

_READ = "La personne qui emploie l’outil relit la réponse ; celle qui répond de la clé est nommée au registre."

WRITING = declare(
    AiUse(
        "door.writing",
        "generate",
        "Rédiger et reformuler depuis un traitement de texte (LibreOffice).",
        "Le passage choisi dans le document, et la consigne.",
        _READ,
        "Le texte s’écrit à la main : le traitement de texte marche sans cette extension.",
    )
)
CHAT = declare(
    AiUse(
        "door.chat",
        "generate",
        "Poser des questions depuis une page de conversation de la commune.",
        "Ce que l’agent écrit dans la conversation.",
        _READ,
        "L’agent cherche dans les documents de la commune, ou demande à un collègue.",
    )
)
SCRIPT = declare(
    AiUse(
        "door.script",
        "generate",
        "Traiter des textes par un programme de la commune (résumer, classer, mettre en forme).",
        "Les textes que le programme envoie.",
        "Le service relit ce que le programme a produit avant de s’en servir.",
        "Le programme s’arrête sur une erreur et le service fait le travail à la main.",
    )
)
RESIDENTS = declare(
    AiUse(
        "door.residents",
        "generate",
        "Répondre à des habitants par un outil extérieur (agent conversationnel acheté).",
        "La question de l’habitant.",
        "L’outil dit qu’une IA répond et propose toujours de joindre une personne.",
        "L’outil donne le téléphone et les horaires de la mairie.",
        facing_residents=True,
    )
)
SEARCH = declare(
    AiUse(
        "door.search",
        "embed",
        "Comparer des textes par leur sens dans un autre outil de la commune.",
        "Les textes que l’outil compare.",
        "L’outil montre les documents trouvés ; une personne les lit.",
        "La recherche se fait par les mots.",
    )
)
TRANSCRIBE = declare(
    AiUse(
        "door.transcribe",
        "transcribe",
        "Écrire ce qui est dit dans un enregistrement confié par un autre outil.",
        "L’enregistrement, et les noms et mots donnés avec lui.",
        "La personne qui emploie l’outil relit le texte en écoutant les passages douteux.",
        "Le texte est tapé à la main.",
        data_class=DataClass.PERSONAL,
    )
)
