"""The part of JSON Schema that our prompts use: checking an answer, and making the smallest value that fits.

Known: type (one or several), properties, required, additionalProperties (boolean), items, enum, const,
minItems, maxItems, minLength, maxLength, minimum, maximum, anyOf. Other keywords are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def problems(value: Any, schema: Mapping[str, Any], at: str = "$") -> list[str]:
    """Where ``value`` does not fit ``schema``, as JSON paths with the keyword; empty when it fits."""
    if "anyOf" in schema:
        return [] if any(not problems(value, option, at) for option in schema["anyOf"]) else [f"{at}: anyOf"]
    if not _has_type(value, schema.get("type")):
        return [f"{at}: type"]
    found = [f"{at}: {keyword}" for keyword in ("enum", "const") if not _is_listed(value, schema, keyword)]
    if isinstance(value, str):
        found += _bounds(len(value), schema, at, "minLength", "maxLength")
    elif isinstance(value, dict):
        found += _object(value, schema, at)
    elif isinstance(value, list):
        found += _bounds(len(value), schema, at, "minItems", "maxItems")
        for index, item in enumerate(value):
            found += problems(item, schema.get("items", {}), f"{at}[{index}]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        found += _bounds(value, schema, at, "minimum", "maximum")
    return found


def smallest(schema: Mapping[str, Any], text: str = "") -> Any:
    """The smallest value that fits; strings hold ``text``, cut or padded to their bounds."""
    if "anyOf" in schema:
        return smallest(schema["anyOf"][0], text)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object" if "properties" in schema else "null")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: smallest(properties.get(name, {}), text) for name in schema.get("required", ())}
    if kind == "array":
        return [smallest(schema.get("items", {}), text) for _ in range(schema.get("minItems", 0))]
    if kind == "string":
        return text[: schema.get("maxLength", len(text))].ljust(schema.get("minLength", 0), ".")
    if kind in ("integer", "number"):
        return schema.get("minimum", min(0, schema.get("maximum", 0)))
    return False if kind == "boolean" else None


def _has_type(value: Any, wanted: Any) -> bool:
    if wanted is None:
        return True
    names = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, _TYPES.get(name, (object,))) for name in names)


def _is_listed(value: Any, schema: Mapping[str, Any], keyword: str) -> bool:
    if keyword not in schema:
        return True
    return bool(value == schema[keyword] if keyword == "const" else value in schema[keyword])


def _bounds(size: float, schema: Mapping[str, Any], at: str, least: str, most: str) -> list[str]:
    found = [f"{at}: {least}"] if size < schema.get(least, size) else []
    return found + ([f"{at}: {most}"] if size > schema.get(most, size) else [])


def _object(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> list[str]:
    properties = schema.get("properties", {})
    found = [f"{at}.{name}: required" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        if name in properties:
            found += problems(item, properties[name], f"{at}.{name}")
        elif schema.get("additionalProperties", True) is False:
            found.append(f"{at}.{name}: additionalProperties")
    return found
