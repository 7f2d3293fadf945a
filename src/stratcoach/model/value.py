"""Frozen values with defaults, cheap to declare.

A `dataclass(frozen=True)` of 14 fields costs 1.4 ms to declare, because its methods are compiled for each class; the
model and the rules would add 30 ms to every start of the program. These methods are written once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Value:
    """Base of frozen values: declare annotated fields, with or without a default; give them by name.

    Two values are equal when they are of one class and all fields are equal. `replace` makes a changed copy.
    """

    field_defaults: ClassVar[Mapping[str, Any]] = {}
    field_names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar")]
        cls.field_names = (*cls.field_names, *(name for name in own if name not in cls.field_names))
        cls.field_defaults = {**cls.field_defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}

    def __init__(self, **given: Any) -> None:
        values = {**self.field_defaults, **given}
        if len(values) != len(self.field_names):
            self._refuse(given)
        self.__dict__.update(values)

    def _refuse(self, given: Mapping[str, Any]) -> NoReturn:
        unknown = sorted(set(given) - set(self.field_names))
        missing = sorted(set(self.field_names) - set(self.field_defaults) - set(given))
        message = f"{type(self).__name__}: unknown {unknown}, missing {missing}"
        raise TypeError(message)

    def replace(self, **changes: Any) -> Self:
        return type(self)(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen; use replace({name}=…)")

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and self.__dict__ == other.__dict__)

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self.field_names))

    def __repr__(self) -> str:
        fields = (
            f"{name}={self.__dict__[name]!r}" for name in self.field_names if self.__dict__[name] != self.field_defaults.get(name)
        )
        return f"{type(self).__name__}({', '.join(fields)})"
