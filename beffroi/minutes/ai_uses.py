"""What the minutes ask of an AI."""

from beffroi.charter.uses import AiUse, declare

_CHECK = "Une personne nommée relit le texte, entend les passages douteux et l’approuve avant tout envoi."

TRANSCRIBE = declare(
    AiUse(
        "minutes.transcribe",
        "transcribe",
        "Écrire ce qui est dit pendant une réunion.",
        "L’enregistrement de la réunion, et les noms et mots de l’ordre du jour.",
        _CHECK,
        "Le texte peut être tapé ou importé (texte, SRT, VTT, DOCX).",
    )
)
DETECT_SPEECH = declare(
    AiUse(
        "minutes.detect_speech",
        "detect_speech",
        "Trouver où l’on parle dans un enregistrement, pour le couper aux silences.",
        "L’enregistrement de la réunion.",
        _CHECK,
        "L’enregistrement est coupé à intervalles fixes.",
    )
)
DIARIZE = declare(
    AiUse(
        "minutes.diarize",
        "diarize",
        "Distinguer les voix d’une réunion, sans reconnaître personne d’une réunion à l’autre.",
        "L’enregistrement de la réunion ; les empreintes de voix sont oubliées à la fin du travail.",
        _CHECK,
        "Le texte est gardé sans dire qui parle ; le relecteur nomme les voix.",
    )
)
READ_PAPERS = declare(
    AiUse(
        "minutes.read_papers",
        "ocr",
        "Lire les pages numérisées d’une convocation, d’un ordre du jour ou d’un procès-verbal.",
        "L’image de chaque page qui n’a pas de texte.",
        "Ce qui a été lu est montré pour être corrigé avant d’être enregistré.",
        "La page est signalée comme illisible ; le document d’origine peut être donné, ou le texte recopié.",
    )
)
PHRASE = declare(
    AiUse(
        "minutes.phrase",
        "generate",
        "Formuler en phrases les positions tenues sur un point de l’ordre du jour.",
        "Les paroles du point, et les faits déjà établis par le programme.",
        "Chaque phrase est comparée à ses sources par le programme ; " + _CHECK[0].lower() + _CHECK[1:],
        "Le texte est composé des faits établis et des paroles citées.",
        about_people=True,
    )
)
