"""Formulas that people type, with their slopes: ``x**2 + 0.3*sin(5*x)``. Nothing but arithmetic can be written."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.errors import FormatError, UnknownNameError, ValueRangeError

__all__ = ["FUNCTIONS", "Formula", "parse_formula"]

LONGEST = 300
DEEPEST = 40
LARGEST = 1e300
NUMBERS = {"pi": math.pi, "e": math.e}


@dataclass(frozen=True, eq=False)
class Dual:
    """A number together with its slopes along each variable, which every operation carries along exactly.

    Parameters
    ----------
    value : float64 array of any shape
        The number, at many places at once.
    slopes : float64 array of shape (n_variables, ...)
        How fast it grows along each variable.
    """

    value: FloatArray
    slopes: FloatArray


def _of(value: Callable[[FloatArray], FloatArray], slope: Callable[[FloatArray], FloatArray]) -> Callable[[Dual], Dual]:
    """Return a function of one number with its slope, by the chain rule."""
    return lambda x: Dual(value(x.value), slope(x.value) * x.slopes)


def _sigmoid(x: FloatArray) -> FloatArray:
    """Return 1 / (1 + e^-x), without overflow."""
    half: FloatArray = 0.5 * (1 + np.tanh(0.5 * x))
    return half


FUNCTIONS: Mapping[str, Callable[[Dual], Dual]] = {
    "sin": _of(np.sin, np.cos),
    "cos": _of(np.cos, lambda x: -np.sin(x)),
    "exp": _of(np.exp, np.exp),
    "log": _of(np.log, lambda x: 1 / x),
    "sqrt": _of(np.sqrt, lambda x: 0.5 / np.sqrt(x)),
    "abs": _of(np.abs, np.sign),
    "tanh": _of(np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "sigmoid": _of(_sigmoid, lambda x: _sigmoid(x) * (1 - _sigmoid(x))),
    "relu": _of(lambda x: np.maximum(x, 0), lambda x: np.asarray(x > 0, np.float64)),
    # What an activation without steps in between does to learning: everywhere flat.
    "step": _of(lambda x: np.asarray(x > 0, np.float64), np.zeros_like),
}
OPERATIONS: Mapping[type[ast.operator], Callable[[Dual, Dual], Dual]] = {
    ast.Add: lambda a, b: Dual(a.value + b.value, a.slopes + b.slopes),
    ast.Sub: lambda a, b: Dual(a.value - b.value, a.slopes - b.slopes),
    ast.Mult: lambda a, b: Dual(a.value * b.value, a.slopes * b.value + a.value * b.slopes),
    ast.Div: lambda a, b: Dual(a.value / b.value, (a.slopes - a.value / b.value * b.slopes) / b.value),
}


@dataclass(frozen=True)
class Formula:
    """A function of one or two variables; `parse_formula` makes it.

    Parameters
    ----------
    text : str
        As it was typed.
    variables : tuple of str
        In the order of the coordinates of a point.
    tree : ast.expr
        Its meaning, checked.
    """

    text: str
    variables: tuple[str, ...]
    tree: ast.expr

    def at(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return values and slopes at many points.

        Parameters
        ----------
        points : float array of shape (n_variables, ...)
            The coordinates: all x, then all y.

        Returns
        -------
        values : float64 array of shape (...)
            Infinite or NaN where the formula has no value.
        slopes : float64 array of shape (n_variables, ...)
            The gradient there, exact but for rounding: no differences are taken. NaN where there is no value.

        Examples
        --------
        >>> values, slopes = parse_formula("1.5*x**2 + 0.5*y**2", ("x", "y")).at(np.array([1.0, 1.0]))
        >>> values, slopes
        (array(2.), array([3., 1.]))
        """
        places = np.asarray(points, np.float64)
        eye = np.eye(len(self.variables)).reshape(len(self.variables), -1, *[1] * (places.ndim - 1))
        known = {name: Dual(places[k], eye[:, k] * np.ones_like(places)) for k, name in enumerate(self.variables)}
        with np.errstate(all="ignore"):
            found = _evaluate(self.tree, known, np.zeros_like(places))
        values = np.asarray(found.value + 0 * places[0])
        return values, np.where(np.isfinite(values), found.slopes, np.nan)


def parse_formula(text: str, variables: Sequence[str] = ("x",)) -> Formula:
    """Read a formula.

    Parameters
    ----------
    text : str
        Numbers, the variables, ``pi`` and ``e``, ``+ - * / **`` (or ``^``), parentheses, and the names of `FUNCTIONS`.
    variables : sequence of str, optional
        What it is a function of.

    Returns
    -------
    Formula
        Values and slopes at any place.

    Raises
    ------
    FormatError
        If it cannot be read; the message says where.
    UnknownNameError
        If it names something that there is not.
    ValueRangeError
        If it is empty or too long.

    Examples
    --------
    >>> float(parse_formula("2*x^3 - 1").at(np.array([2.0]))[0])
    15.0
    """
    if not 0 < len(text.strip()) <= LONGEST:
        msg = f"the formula has {len(text.strip())} letters, expected 1 to {LONGEST}. For example: x**2 + 0.3*sin(5*x)"
        raise ValueRangeError(msg)
    try:
        tree = ast.parse(text.strip().replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        place = getattr(error, "offset", None)
        where = f" at letter {place}" if place else ""
        msg = f"the formula {text!r} cannot be read{where}, expected one like x**2 + 0.3*sin(5*x). Mend it there."
        raise FormatError(msg) from None
    _check(tree, text, tuple(variables), 0)
    return Formula(text, tuple(variables), tree)


def _check(node: ast.AST, text: str, variables: tuple[str, ...], depth: int) -> None:
    """Refuse everything that is no arithmetic."""
    known = (*variables, *NUMBERS)
    if isinstance(node, ast.Name) and node.id not in known:
        raise UnknownNameError("the name", node.id, [*known, *FUNCTIONS])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in FUNCTIONS:
        raise UnknownNameError("the function", node.func.id, FUNCTIONS)
    if depth > DEEPEST or not _is_arithmetic(node):
        piece = ast.get_source_segment(text, node) if hasattr(node, "lineno") else None
        msg = f"the formula {text!r} holds {piece or text!r}, which is no arithmetic. Use + - * / ** and functions."
        raise FormatError(msg)
    children = node.args if isinstance(node, ast.Call) else _operands(node)
    for child in children:
        _check(child, text, variables, depth + 1)


def _is_arithmetic(node: ast.AST) -> bool:
    """Tell whether one node, without what it holds, is allowed."""
    if isinstance(node, ast.Constant):
        return type(node.value) in {int, float} and abs(node.value) <= LARGEST  # type: ignore[arg-type]
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and len(node.args) == 1 and not node.keywords
    if isinstance(node, ast.BinOp):
        return type(node.op) in OPERATIONS or isinstance(node.op, ast.Pow)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, (ast.USub, ast.UAdd))
    return isinstance(node, ast.Name)


def _operands(node: ast.AST) -> list[ast.expr]:
    """Return what an operation works on."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    return [node.operand] if isinstance(node, ast.UnaryOp) else []


def _evaluate(node: ast.AST, known: Mapping[str, Dual], zeros: FloatArray) -> Dual:
    """Compute a node with its slopes; constants have slope 0."""
    if isinstance(node, ast.Constant):
        return Dual(np.float64(node.value) + zeros[0], zeros)  # type: ignore[arg-type]  # checked: a number
    if isinstance(node, ast.Name):
        return known[node.id] if node.id in known else Dual(NUMBERS[node.id] + zeros[0], zeros)
    if isinstance(node, ast.Call):
        return FUNCTIONS[node.func.id](_evaluate(node.args[0], known, zeros))  # type: ignore[attr-defined]  # checked
    if isinstance(node, ast.UnaryOp):
        inner = _evaluate(node.operand, known, zeros)
        return Dual(-inner.value, -inner.slopes) if isinstance(node.op, ast.USub) else inner
    left, right = (_evaluate(child, known, zeros) for child in _operands(node))
    operation = node.op  # type: ignore[attr-defined]  # what is left is an operation on two
    return _power(left, right) if isinstance(operation, ast.Pow) else OPERATIONS[type(operation)](left, right)


def _power(base: Dual, exponent: Dual) -> Dual:
    """Return base ** exponent: with a constant exponent the base may be negative."""
    value = base.value**exponent.value
    slopes = exponent.value * base.value ** (exponent.value - 1) * base.slopes
    if exponent.slopes.any():
        slopes = slopes + value * np.log(base.value) * exponent.slopes
    return Dual(value, slopes)
