"""Prépare Beffroi sur une machine nue : vérifie, crée l'environnement, installe ce qui est verrouillé.

Runs with the system's Python and its standard library alone, before anything is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED_BYTES = 6 * 10**9


def problems(arguments: argparse.Namespace) -> list[str]:
    """French sentences: what is missing, and what to do."""
    found = []
    if sys.version_info[:2] != (3, 11):
        found.append(
            f"Il faut Python 3.11 ; celui-ci est {platform.python_version()}. "
            "Installez python3.11, ou indiquez-le : make demo PYTHON=/chemin/vers/python3.11"
        )
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError:
            found.append(f"Il manque le module {module} de Python. Sous Debian : apt install python3.11-venv")
    if platform.system() != "Linux" or platform.machine() not in {"x86_64", "AMD64"}:
        found.append(
            f"Les moteurs embarqués sont faits pour Linux sur x86-64 ; cette machine est "
            f"{platform.system()} sur {platform.machine()}."
        )
    installed = (Path(arguments.venv) / ".beffroi-ready").exists()
    free = shutil.disk_usage(ROOT).free
    if arguments.disk and not installed and free < NEEDED_BYTES:
        found.append(
            f"Il faut 6 Go libres sur le disque ; il en reste {free / 10**9:.1f}. "
            "Libérez de la place, puis recommencez."
        )
    if arguments.serve == "1" and arguments.port and not port_is_free(arguments.port):
        found.append(
            f"Le port {arguments.port} est déjà pris par un autre programme. "
            "Choisissez-en un autre : make demo PORT=8001"
        )
    return found


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def fingerprint(locks: list[Path]) -> str:
    """Changes when what must be installed changes."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in [*locks, ROOT / "pyproject.toml"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def install(venv: Path, *, dev: bool) -> None:
    lock = ROOT / "requirements" / ("dev.lock" if dev else "base.lock")
    build = ROOT / "requirements" / "build.lock"
    stamp = venv / ".beffroi-ready"
    done = set(stamp.read_text().split()) if stamp.exists() else set()
    # An environment ready for development is ready to run.
    wanted = {fingerprint([ROOT / "requirements" / "dev.lock", build])}
    if not dev:
        wanted.add(fingerprint([lock, build]))
    if done & wanted:
        return
    python = venv / "bin" / "python"
    # pip comes last: without it the environment was left half-made, and is made again.
    if not (venv / "bin" / "pip").exists():
        print("Création de l’environnement Python…", flush=True)
        run([sys.executable, "-m", "venv", "--clear", str(venv)])
    print("Installation des composants verrouillés (quelques minutes la première fois)…", flush=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(build)])
    run([*pip, "--require-hashes", "-r", str(lock)])
    run([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])
    stamp.write_text("\n".join({*done, fingerprint([lock, build])}))


def run(command: list[str]) -> None:
    """Run a step quietly; when it fails, show what it said and stop with a French sentence."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)  # noqa: S603
    if done.returncode:
        kept = [line for line in done.stdout.splitlines() if not line.startswith("WARNING")]
        print("\n".join(kept[-15:]), file=sys.stderr)
        sys.exit(f"L’installation s’est arrêtée (voir ci-dessus). Ce qui était fait est gardé : {advice(done.stdout)}")


def advice(said: str) -> str:
    """What to do, from what the step said."""
    if "No space left on device" in said:
        return "le disque est plein ; libérez de la place, puis relancez la même commande."
    if "Permission denied" in said or "Read-only file system" in said:
        return f"ce compte ne peut pas écrire dans {ROOT} ; donnez-lui ce droit, puis relancez la même commande."
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in said:
        return (
            "un composant reçu n’est pas celui qui est attendu, et n’a pas été installé ; vérifiez le dépôt de "
            "paquets, puis relancez la même commande."
        )
    return "vérifiez l’accès au dépôt de paquets, puis relancez la même commande."


def main() -> None:
    parser = argparse.ArgumentParser(description="Prépare Beffroi")
    parser.add_argument("--venv", default=".venv")
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--disk", action="store_true")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--serve", default="0")
    arguments = parser.parse_args()
    found = problems(arguments)
    if found:
        sys.exit("Beffroi ne peut pas démarrer ici :\n" + "\n".join(f"  - {each}" for each in found))
    try:
        install(Path(arguments.venv).absolute(), dev=arguments.dev)
    except KeyboardInterrupt:
        print("\nArrêté. Ce qui était installé est gardé : relancez la même commande.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        sys.exit(f"L’installation s’est arrêtée ({error.strerror}) : {advice(str(error))}")


if __name__ == "__main__":
    main()
