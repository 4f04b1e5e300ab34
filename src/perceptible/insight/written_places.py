"""Where the slope of a formula is 0, written down exactly where school mathematics can."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, isqrt, lcm, sqrt

import numpy as np

from perceptible.insight.flat_places import FlatPlace, kind_between
from perceptible.insight.formulas import Formula

__all__ = ["polynomial_of", "written_places"]

LARGEST_DEGREE = 12
QUADRATIC = 2
LARGEST_NUMBER = 10**9  # in a coefficient: beyond, nobody reads what is written


def polynomial_of(formula: Formula) -> tuple[Fraction, ...] | None:
    """Return the coefficients of a formula, the constant first, as exact fractions; None where it is no polynomial.

    Examples
    --------
    >>> from perceptible.insight.formulas import parse_formula
    >>> [str(number) for number in polynomial_of(parse_formula("(x - 1)**2 / 2 + 0.1"))]
    ['3/5', '-1', '1/2']
    >>> polynomial_of(parse_formula("sin(x)")) is None
    True
    """
    if len(formula.variables) != 1:
        return None
    found = _polynomial(formula.tree, formula.variables[0])
    return None if found is None else tuple(_trimmed(found))


def written_places(formula: Formula) -> tuple[FlatPlace, ...] | None:
    """Write down every place where the slope is 0, where that takes no more than a quadratic equation.

    Parameters
    ----------
    formula : Formula
        Of one variable.

    Returns
    -------
    tuple of FlatPlace, or None
        From left to right, with `written`; empty where the slope is nowhere 0. None where it is no polynomial, or its
        slope, after 0 is taken out as often as it can be, has a degree above 2, or a coefficient is very long.

    Examples
    --------
    >>> from perceptible.insight.formulas import parse_formula
    >>> [(place.written, place.kind) for place in written_places(parse_formula("x**3 - 2*x"))]
    [('-√6/3', 'maximum'), ('√6/3', 'minimum')]
    >>> written_places(parse_formula("x**4 - 3*x**2 + x")) is None
    True
    """
    polynomial = polynomial_of(formula)
    if polynomial is None or len(polynomial) < QUADRATIC:
        return None
    slope = [power * number for power, number in enumerate(polynomial)][1:]
    if max(abs(number.numerator) + number.denominator for number in slope) > LARGEST_NUMBER:
        return None
    n_zeros = next(power for power, number in enumerate(slope) if number)
    rest = slope[n_zeros:]
    if len(rest) > QUADRATIC + 1:
        return None
    roots = _roots(rest) + ([("0", 0.0)] if n_zeros else [])
    ordered = sorted(roots, key=lambda root: root[1])
    return tuple(
        FlatPlace(x, x, float(formula.at(np.array([x]))[0]), _kind_at(slope, [root[1] for root in ordered], k), text)
        for k, (text, x) in enumerate(ordered)
    )


def _kind_at(slope: Sequence[Fraction], roots: Sequence[float], k: int) -> str:
    """Name the root by the signs of the slope halfway to its neighbors."""
    x = roots[k]
    left = 0.5 * (roots[k - 1] + x) if k else x - 1
    right = 0.5 * (roots[k + 1] + x) if k + 1 < len(roots) else x + 1
    return kind_between(_value(slope, left), _value(slope, right))


def _value(polynomial: Sequence[Fraction], x: float) -> float:
    """Return its value, by Horner's rule."""
    total = 0.0
    for number in reversed(polynomial):
        total = total * x + float(number)
    return total


def _roots(rest: Sequence[Fraction]) -> list[tuple[str, float]]:
    """Return the real roots of a polynomial of degree 0, 1 or 2 whose constant is not 0, in words and as numbers."""
    if len(rest) == 1:
        return []
    if len(rest) == QUADRATIC:
        x = -rest[0] / rest[1]
        return [(str(x), float(x))]
    common = lcm(*(number.denominator for number in rest))
    c, b, a = (int(number * common) for number in rest)
    if a < 0:
        a, b, c = -a, -b, -c
    under = b * b - 4 * a * c
    if under < 0:
        return []
    outside, inside = _square_taken_out(under)
    if inside <= 1:
        found = {Fraction(-b + sign * outside * inside, 2 * a) for sign in (-1, 1)}
        return [(str(x), float(x)) for x in found]
    shared = gcd(b, outside, 2 * a)
    b, outside, below = b // shared, outside // shared, 2 * a // shared
    return [
        (_surd(-b, sign * outside, inside, below), (-b + sign * outside * sqrt(inside)) / below) for sign in (-1, 1)
    ]


def _square_taken_out(number: int) -> tuple[int, int]:
    """Return s and m with number = s^2 m, with the squares of small factors taken out; 0 is 0^2 times 1."""
    root = isqrt(number)
    if root * root == number:
        return root, 1
    outside = 1
    for factor in range(2, min(root, 1_000) + 1):
        while number % (factor * factor) == 0:
            number //= factor * factor
            outside *= factor
    return outside, number


def _surd(whole: int, outside: int, inside: int, below: int) -> str:
    """Write (whole + outside sqrt(inside)) / below."""
    root = f"{'' if abs(outside) == 1 else abs(outside)}√{inside}"
    above = f"{whole} {'-' if outside < 0 else '+'} {root}" if whole else f"{'-' if outside < 0 else ''}{root}"
    if below == 1:
        return above
    return f"({above})/{below}" if whole else f"{above}/{below}"


def _polynomial(node: ast.AST, variable: str) -> list[Fraction] | None:
    """Return the coefficients of a node that was checked by `parse_formula`; None where it is no polynomial."""
    if isinstance(node, ast.Constant):
        return [Fraction(repr(node.value))]
    if isinstance(node, ast.Name):
        return [Fraction(0), Fraction(1)] if node.id == variable else None
    if isinstance(node, ast.UnaryOp):
        inner = _polynomial(node.operand, variable)
        return [-number for number in inner] if inner and isinstance(node.op, ast.USub) else inner
    if not isinstance(node, ast.BinOp):
        return None
    left, right = _polynomial(node.left, variable), _polynomial(node.right, variable)
    return None if left is None or right is None else _joined(node.op, left, right)


def _joined(operation: ast.operator, left: list[Fraction], right: list[Fraction]) -> list[Fraction] | None:
    """Return the sum, difference, product, quotient or power of two; None where that is no polynomial of ours."""
    if isinstance(operation, (ast.Add, ast.Sub)):
        sign = 1 if isinstance(operation, ast.Add) else -1
        length = max(len(left), len(right))
        padded = [[*side, *[Fraction(0)] * (length - len(side))] for side in (left, right)]
        return _trimmed([a + sign * b for a, b in zip(*padded, strict=True)])
    if isinstance(operation, ast.Mult):
        return _product(left, right)
    constant = _trimmed(right)
    if len(constant) > 1 or (isinstance(operation, ast.Div) and not constant[0]):
        return None
    return [a / constant[0] for a in left] if isinstance(operation, ast.Div) else _power(left, constant[0])


def _power(base: list[Fraction], exponent: Fraction) -> list[Fraction] | None:
    """Multiply a polynomial with itself."""
    if exponent.denominator != 1 or not 0 <= exponent <= LARGEST_DEGREE:
        return None
    found: list[Fraction] | None = [Fraction(1)]
    for _ in range(int(exponent)):
        found = None if found is None else _product(found, base)
    return found


def _product(left: Sequence[Fraction], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Multiply two polynomials; None where the degree becomes too large."""
    if len(left) + len(right) - QUADRATIC > LARGEST_DEGREE:
        return None
    found = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            found[i + j] += a * b
    return _trimmed(found)


def _trimmed(numbers: Sequence[Fraction]) -> list[Fraction]:
    """Drop the highest powers that are not there; a constant keeps its one number."""
    kept = list(numbers)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept
