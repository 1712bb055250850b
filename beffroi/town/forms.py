"""Every form as ``ui`` draws it; one that is shown again with what no page of ours could have sent is told."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField

from beffroi.ui.forms import Renderer as UiRenderer

from .refused import tell_hostile

_NEVER = frozenset(("invalid_choice", "invalid_list", "invalid_pk_value", "null_characters_not_allowed"))
_TYPED = frozenset(("number", "date", "time", "datetime-local"))
_NOT_TYPED = frozenset(("invalid", "min_value", "max_value", "max_digits", "step_size"))


def is_forced(bound: BoundField) -> bool:
    """Whether the field was sent what a browser does not let through it: another choice, a word for a number, more
    than its length. What a person may mistype is not."""
    codes = {error.code for error in bound.form.errors.as_data().get(bound.name, ())}
    if codes & _NEVER or ("max_length" in codes and "maxlength" in bound.field.widget.attrs):
        return True
    return bool(codes & _NOT_TYPED) and getattr(bound.field.widget, "input_type", "") in _TYPED


class Renderer(UiRenderer):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        field = context.get("field")
        if isinstance(field, BoundField) and field.form.is_bound and is_forced(field):
            tell_hostile()
        return super().render(template_name, context, request)
