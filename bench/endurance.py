"""Memory of the whole chain as a recording grows: the same sitting, repeated up to a length.

    python -m bench.endurance --sitting FILE [--agenda F --roster F] [--minutes 10 180] [--speech embedded|fake]

Each length is treated in a process of its own, for real, without the text model. The peak includes decoding,
speech detection, recognition, voices, drafting and verification. With ``--speech fake`` recognition is left out
(a quick look at everything else).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import av

from bench.report import show

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sitting", type=Path, required=True)
    parser.add_argument("--agenda", type=Path)
    parser.add_argument("--roster", type=Path)
    parser.add_argument("--minutes", type=int, nargs="+", default=[10, 180])
    parser.add_argument("--speech", choices=["embedded", "fake"], default="embedded")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_treat(arguments)))
        return
    with tempfile.TemporaryDirectory(prefix="beffroi-long-") as folder:
        found = {minutes: _measure(arguments, minutes, Path(folder)) for minutes in arguments.minutes}
    first, last = found[min(found)], found[max(found)]
    show(
        "Longs enregistrements",
        {
            "lengths_minutes": list(found),
            "peak_rss_mb": [each["peak_rss_mb"] for each in found.values()],
            "seconds": [each["seconds"] for each in found.values()],
            "steps": [each["steps"] for each in found.values()],
            "ratio": round(last["peak_rss_mb"] / first["peak_rss_mb"], 3),
        },
    )


def _measure(arguments: argparse.Namespace, minutes: int, folder: Path) -> dict[str, Any]:
    sound = folder / f"{minutes}.opus"
    _repeat(arguments.sitting, sound, minutes * 60)
    command = [sys.executable, "-m", "bench.endurance", "--sitting", str(arguments.sitting), "--one", str(sound)]
    for name in ("agenda", "roster"):
        if path := getattr(arguments, name):
            command += [f"--{name}", str(path)]
    environment = os.environ | {"BEFFROI_SPEECH": arguments.speech, "BEFFROI_TEXT": "none"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _repeat(sitting: Path, out: Path, seconds: int) -> None:
    """Write the sitting again and again, as Opus, until ``seconds``."""
    with av.open(str(out), "w") as target:
        track = target.add_stream("libopus", rate=48000, layout="mono")
        track.bit_rate = 32000
        resampler = av.AudioResampler("s16", "mono", 48000, frame_size=960)
        written = 0
        while written < seconds * 48000:
            with av.open(str(sitting)) as source:
                for frame in source.decode(audio=0):
                    for piece in resampler.resample(frame):
                        piece.pts = written
                        written += piece.samples
                        target.mux(track.encode(piece))
        target.mux(track.encode(None))


def _treat(arguments: argparse.Namespace) -> dict[str, Any]:
    from bench.minutes import temporary_installation, treat

    with temporary_installation():
        meeting, seconds, peak = treat(arguments.one, arguments.agenda, arguments.roster, "council")
        return {"peak_rss_mb": peak, "seconds": seconds, "steps": meeting.step_seconds}


if __name__ == "__main__":
    main()
