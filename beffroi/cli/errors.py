"""What a command says when it cannot go on: French sentences, never a traceback."""

from __future__ import annotations

import errno
import logging

WHY = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "l’espace qui vous est alloué est plein",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EACCES: "vous n’avez pas le droit d’y écrire",
    errno.EPERM: "vous n’avez pas le droit d’y écrire",
    errno.EISDIR: "c’est un dossier",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


class Explained(Exception):
    """A failure that the message explains, in French, with what to do: no traceback is shown."""


def why(error: OSError) -> str:
    """The system's reason, as the end of a French sentence."""
    return WHY.get(error.errno or 0, f"erreur du système n° {error.errno}")


def explained(error: Exception) -> str:
    """The sentence for a failure that no command foresaw."""
    from beffroi.work import disk

    if trouble := disk.trouble(error):
        return f"{trouble} : la commande s’est arrêtée. Ce qui était enregistré est gardé. {disk.what_to_do(error)}"
    logging.getLogger("beffroi.cli").debug("Unforeseen", exc_info=error)
    detail = f"{type(error).__name__} : {error}".splitlines()[0][:200]
    return (
        "Une erreur imprévue a arrêté la commande. Ce qui était enregistré est gardé : vous pouvez recommencer.\n"
        f"Si cela se reproduit, relancez avec BEFFROI_LOG=DEBUG et transmettez ce qui s’affiche ({detail})."
    )
