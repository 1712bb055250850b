"""The engines that the settings choose."""

from __future__ import annotations

from typing import Any

from beffroi.engines.settings import EngineSettings


def engine_settings(settings: Any) -> EngineSettings:
    return EngineSettings.from_mapping(settings.ENGINES, models_dir=settings.MODELS_DIR, var=settings.VAR)
