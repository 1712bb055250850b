"""Makes a synthetic sitting from its text: recording, speakers and times.

    python samples/make_sample.py --model kokoro.onnx --voices DIR [--text samples/conseil.txt] [--out DIR]

``NAME.txt`` holds "SPEAKER: words", a turn a line; ``NAME.voix.json`` the voice of each speaker, the seed and,
where espeak-ng misreads a word, how to spell it for the ear. Written beside: ``NAME.opus`` (mono), ``NAME.json``
(list of speaker, start, end, text; seconds) and ``NAME.rttm``. The same inputs give the same sound: pauses and
noise are drawn from the seed. See README.md for where the model and the voices come from.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from kokoro_voice import RATE, Kokoro, Sound, WrongModelError, breaths

LEAD_IN, TAIL = 0.5, 0.8  # seconds of silence at both ends
BETWEEN_TURNS, BETWEEN_BREATHS = (0.35, 0.9), (0.2, 0.4)  # seconds, drawn evenly
LOUDNESS = 0.08  # RMS of every turn, as an automatic gain would leave it
BIT_RATE = 28_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn as it was spoken; ``start`` and ``end`` in seconds from the start of the recording."""

    speaker: str
    start: float
    end: float
    text: str


def read_turns(path: Path) -> list[tuple[str, str]]:
    """(speaker, words) for each line. Raises ``ValueError`` on a line without a speaker."""
    turns = []
    for line in path.read_text("utf-8").splitlines():
        speaker, colon, words = line.partition(":")
        if line.strip() and not colon:
            raise ValueError(f"ligne sans orateur : {line!r}")
        if words.strip():
            turns.append((speaker.strip(), words.strip()))
    return turns


def for_the_ear(words: str, spellings: Mapping[str, str]) -> str:
    for written, heard in spellings.items():
        words = words.replace(written, heard)
    return words


def speak(kokoro: Kokoro, turns: Sequence[tuple[str, str]], casting: Mapping[str, Any]) -> tuple[Sound, list[Spoken]]:
    """The whole recording, and who spoke when in it."""
    draw = random.Random(casting["seed"])
    pieces: list[Sound] = [silence(LEAD_IN)]
    spoken: list[Spoken] = []
    clock = len(pieces[0])
    for number, (speaker, words) in enumerate(turns, start=1):
        turn = one_turn(kokoro, for_the_ear(words, casting.get("spellings", {})), casting["voices"][speaker], draw)
        spoken.append(Spoken(speaker, round(clock / RATE, 3), round((clock + len(turn)) / RATE, 3), words))
        pause = silence(draw.uniform(*BETWEEN_TURNS) if number < len(turns) else TAIL)
        pieces += [turn, pause]
        clock += len(turn) + len(pause)
        print(f"{number}/{len(turns)} {speaker} {spoken[-1].end:.1f} s", flush=True)
    return np.concatenate(pieces), spoken


def one_turn(kokoro: Kokoro, words: str, voice: Mapping[str, Any], draw: random.Random) -> Sound:
    """One turn, breath by breath, at the common loudness."""
    pieces: list[Sound] = []
    for breath in breaths(words):
        pieces += [kokoro.say(breath, voice["blend"], voice.get("speed", 1.0))]
        pieces += [silence(draw.uniform(*BETWEEN_BREATHS))]
    turn = np.concatenate(pieces[:-1])
    gain = LOUDNESS / float(np.sqrt((turn**2).mean()))
    return np.asarray(np.clip(turn * gain, -0.99, 0.99))


def silence(seconds: float) -> Sound:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def write_opus(sound: Sound, path: Path) -> None:
    """Opus in Ogg, mono; "bitexact" so that the same sound gives the same file."""
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono", bit_rate=BIT_RATE)
        stream.codec_context.options = {"application": "voip"}
        frame = av.AudioFrame.from_ndarray(sound[None, :], format="flt", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE, frame_size=RATE // 50)
        for block in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))


def write_companions(spoken: Sequence[Spoken], stem: Path) -> None:
    """The exact transcript with times (JSON) and the speakers' turns (RTTM)."""
    rows = [asdict(turn) for turn in spoken]
    stem.with_suffix(".json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    lines = (
        f"SPEAKER {stem.name} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> {turn.speaker} <NA> <NA>\n"
        for turn in spoken
    )
    stem.with_suffix(".rttm").write_text("".join(lines), "utf-8")


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description="Fabrique une séance de synthèse à partir de son texte.")
    parser.add_argument("--model", type=Path, required=True, help="Kokoro-82M int8, fichier ONNX")
    parser.add_argument("--voices", type=Path, required=True, help="dossier des voix (ff_siwis.bin...)")
    parser.add_argument("--text", type=Path, default=here / "conseil.txt", help="« ORATEUR: paroles » par ligne")
    parser.add_argument("--out", type=Path, help="dossier de sortie (par défaut, celui du texte)")
    chosen = parser.parse_args()
    casting = json.loads(chosen.text.with_suffix(".voix.json").read_text("utf-8"))
    try:
        kokoro = Kokoro(chosen.model, chosen.voices, seed=casting["seed"])
    except WrongModelError as error:
        raise SystemExit(f"Ce n'est pas le modèle attendu. {error}") from None
    sound, spoken = speak(kokoro, read_turns(chosen.text), casting)
    stem = (chosen.out or chosen.text.parent) / chosen.text.stem
    write_opus(sound, stem.with_suffix(".opus"))
    write_companions(spoken, stem)


if __name__ == "__main__":
    main()
