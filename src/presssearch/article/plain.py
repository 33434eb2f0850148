"""Dataclasses <-> plain values, by their type hints: what JSON can hold, checked on the way in."""

import itertools
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from presssearch.errors import ParseError


def to_plain(value: object) -> object:
    """Dataclasses as dicts, tuples as lists."""
    if isinstance(value, tuple):
        # spans and names, most of what there is, hold nothing to look into
        return [item if type(item) in _PLAIN else to_plain(item) for item in value]
    names = _field_names(typing.cast(Any, type(value)))
    if names:
        found = ((name, getattr(value, name)) for name in names)
        return {name: item if type(item) in _PLAIN else to_plain(item) for name, item in found}
    return dict(value) if isinstance(value, Mapping) else value


_PLAIN = frozenset((str, int, float, type(None)))


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def from_plain(kind: Any, value: object, name: str) -> object:
    """A value of a dataclass out of plain ones. ParseError says where, from `name` on, something does not fit."""
    try:
        return _decoder(kind)(value)
    except _Misfit as misfit:
        raise ParseError(f"{name}{misfit.path}: {misfit.fault}") from None


class _Misfit(Exception):
    """A value that does not fit its type; the path to it grows on the way out."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.path = ""


_Decoder = Callable[[object], object]


@cache
def _decoder(kind: Any) -> _Decoder:
    """A function that checks a plain value against a type hint and builds it, or raises _Misfit."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        inner = _decoder(typing.get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin is Mapping:
        return _decode_texts
    return _decode_number if kind is float else _plain_decoder(kind)


def _plain_decoder(kind: type) -> _Decoder:
    def decode(value: object) -> object:
        if type(value) is kind:
            return value
        if isinstance(value, kind) and not isinstance(value, bool):
            return kind(value)
        raise _Misfit(f"expected {kind.__name__}, got {value!r:.60}")

    return decode


def _decode_number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise _Misfit(f"expected a number, got {value!r:.60}")


def _decode_texts(value: object) -> object:
    if isinstance(value, Mapping) and all(isinstance(x, str) for pair in value.items() for x in pair):
        return dict(value)
    raise _Misfit("expected a mapping of texts")


def _dataclass_decoder(kind: type) -> _Decoder:
    decoders = {name: _decoder(hint) for name, hint in typing.get_type_hints(kind).items()}
    needed = tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)

    def decode(value: object) -> object:
        if isinstance(value, kind):
            return value
        if not isinstance(value, Mapping):
            raise _Misfit(f"expected a mapping, got {value!r:.60}")
        built: dict[str, object] = {}
        for key, item in value.items():
            if key not in decoders:
                raise _Misfit(f"no such key: {key}; there are: {', '.join(decoders)}")
            try:
                built[key] = decoders[key](item)
            except _Misfit as misfit:
                misfit.path = f".{key}{misfit.path}"
                raise
        for name in needed:
            if name not in built:
                raise _Misfit(f"needs a value for {name}")
        return kind(**built)

    return decode


def _tuple_decoder(kinds: tuple[Any, ...]) -> _Decoder:
    many = len(kinds) == 2 and kinds[1] is Ellipsis
    decoders = tuple(_decoder(kind) for kind in kinds if kind is not Ellipsis)

    def decode(value: object) -> tuple[object, ...]:
        if not isinstance(value, (list, tuple)):
            raise _Misfit(f"expected a list, got {value!r:.60}")
        if not many and len(value) != len(kinds):
            raise _Misfit(f"expected {len(kinds)} values, got {len(value)}")
        built: list[object] = []
        for decoder, item in zip(itertools.cycle(decoders) if many else decoders, value, strict=False):
            try:
                built.append(decoder(item))
            except _Misfit as misfit:
                misfit.path = f"[{len(built)}]{misfit.path}"
                raise
        return tuple(built)

    return decode
