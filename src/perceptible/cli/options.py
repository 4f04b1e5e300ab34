"""Options made from the library's own settings: one for each field, described by the class's docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TypeVar, get_type_hints

import click
from click.shell_completion import CompletionItem

from perceptible.errors import SettingsError, UnknownNameError

__all__ = ["Name", "Numbers", "Rates", "SectionOption", "descriptions", "field_options"]

Function = TypeVar("Function", bound=Callable[..., object])
WHOLE_NUMBERS = {int, int | None}
FAMILY = re.compile(r",? ?[Oo]ne of `[A-Z]+`\.?")
PARAMETER = re.compile(r"^(\w+(?:, \w+)*) : .*$")


class Name(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """One of our names; another is refused with the names that are close.

    Parameters
    ----------
    kind : str
        What it names, for example ``"optimizer"``.
    known : iterable of str
        The names that exist.
    """

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.name = kind
        self.known = list(known)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click passes both
        """Return the name, or refuse it."""
        if value not in self.known:
            raise UnknownNameError(self.name, value, self.known)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  # click passes both
        """Show the names in the help."""
        return f"[{'|'.join(self.known)}]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  # click passes both
        """Return the names that begin as what is typed."""
        return [CompletionItem(name) for name in self.known if name.startswith(incomplete)]


class Rates(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """Numbers above 0, separated by commas."""

    name = "X,X,..."

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:  # noqa: ARG002  # click passes both
        """Return the numbers, or refuse them."""
        if isinstance(value, tuple):
            return value
        try:
            found = tuple(float(part) for part in str(value).split(","))
        except ValueError:
            found = ()
        if not found or not all(0 < each < float("inf") for each in found):
            msg = f"{value!r} was given, expected numbers above 0 separated by commas. Write for example 0.5,1.5,5"
            raise SettingsError(msg)
        return found


class Numbers(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """Whole numbers above 0, separated by commas; "none" for no number."""

    name = "N,N,..."

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:  # noqa: ARG002  # click passes both
        """Return the numbers, or refuse them."""
        if isinstance(value, tuple):
            return value
        text = str(value)
        if text.strip() in {"", "none"}:
            return ()
        parts = [part.strip() for part in text.split(",")]
        if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
            option = param.opts[0] if param else "the option"
            msg = f"{option} is {text!r}, expected whole numbers above 0. Separate them by commas: {option} 16,16."
            raise SettingsError(msg)
        return tuple(map(int, parts))


class SectionOption(click.Option):
    """An option that the help lists under a heading of its own.

    Parameters
    ----------
    section : str
        The heading.
    """

    def __init__(self, *names: Sequence[str], section: str, **options: object) -> None:
        super().__init__(*names, **options)  # type: ignore[arg-type]  # as click.Option takes them
        self.section = section


def field_options(
    described: type,
    *,
    section: str,
    names: Mapping[str, Iterable[str]] | None = None,
    texts: Mapping[str, str] | None = None,
    leave_out: Sequence[str] = (),
) -> Callable[[Function], Function]:
    """Make one option of each field of a frozen class of settings; it is None where it is not given.

    Parameters
    ----------
    described : type
        A dataclass whose docstring describes each field under Parameters.
    section : str
        The heading in the help.
    names : mapping, optional
        For fields that hold a name: which names there are.
    texts : mapping, optional
        Descriptions that say it better than the docstring.
    leave_out : sequence of str, optional
        Fields that get no option.

    Returns
    -------
    callable
        A decorator for a command's function.
    """
    said, hints = {**descriptions(described), **(texts or {})}, get_type_hints(described)

    def decorate(function: Function) -> Function:
        for field in reversed(fields(described)):
            if field.name in leave_out:
                continue
            known = (names or {}).get(field.name)
            kind = Name(field.name, known) if known else _type_of(hints[field.name])
            name = f"--{field.name.replace('_', '-')}"
            text = _help(said.get(field.name, ""), field.name)
            function = click.option(name, type=kind, help=text, cls=SectionOption, section=section)(function)
        return function

    return decorate


def descriptions(described: type) -> dict[str, str]:
    """Return what a class's docstring says of each of its parameters, each in one line.

    Examples
    --------
    >>> from perceptible.training import Settings
    >>> descriptions(Settings)["epochs"]
    'How often every training image is seen.'
    """
    text = inspect.cleandoc(described.__doc__ or "")
    _, _, section = text.partition("Parameters\n----------\n")
    found: dict[str, str] = {}
    named: list[str] = []
    for line in section.splitlines():
        heading = PARAMETER.match(line)
        if heading:
            named = heading[1].split(", ")
            found |= dict.fromkeys(named, "")
        elif line and not line.startswith(" "):
            break
        for name in named if not heading else []:
            found[name] = f"{found[name]} {line.strip()}".strip()
    return found


def _type_of(hint: object) -> click.ParamType:  # type: ignore[type-arg]  # as above
    """Return how click reads values of this type."""
    if hint in WHOLE_NUMBERS:
        return click.INT
    if hint == tuple[int, ...]:
        return Numbers()
    return click.FLOAT if hint is float else click.STRING


def _help(text: str, name: str) -> str:
    """Return a description without what only readers of code need; the names stand beside the option anyway."""
    without = FAMILY.sub("", text).replace("`", "").strip(" ,.;")
    return f"{without or name.replace('_', ' ').capitalize()}."
