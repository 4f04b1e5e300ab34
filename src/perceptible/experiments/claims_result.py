"""What became of the lesson's claims, all together: in sentences and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perceptible.experiments.claims_verdict import VERDICTS, Claim
from perceptible.experiments.experiment import Table

__all__ = ["ClaimsResult", "counted"]

COUNTED = tuple(
    zip(
        VERDICTS,
        ("hold", "do not hold", "depend on the start", "are open"),
        ("holds", "does not hold", "depends on the start", "is open"),
        strict=True,
    )
)


@dataclass(frozen=True)
class ClaimsResult:
    """All claims, in the order of the lesson."""

    claims: tuple[Claim, ...]
    seeds: tuple[int, ...]

    def of(self, name: str) -> Claim:
        """Return the claim of this name."""
        return next(claim for claim in self.claims if claim.name == name)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out: how many of each verdict, then claim by claim."""
        return counted(self.claims).capitalize(), *(_sentence(claim) for claim in self.claims)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each claim."""
        columns = ("about", "claim", "verdict", "counts as true", "measured", "interval", "seeds", "note", "more")
        rows = tuple(
            (
                *(claim.group, claim.words, claim.verdict, claim.region.words, claim.number),
                *(_ends(claim), claim.n_seeds or None, claim.measured.note or None, f"`{claim.more}`"),
            )
            for claim in self.claims
        )
        return Table("claims", columns, rows), Table("claims-values", VALUE_COLUMNS, tuple(self._values()))

    def _values(self) -> Sequence[tuple[str | float | int, ...]]:
        """Return every number behind every claim."""
        return [(claim.name, n, value) for claim in self.claims for n, value in enumerate(claim.measured.values)]


VALUE_COLUMNS = ("claim", "number of the value", "value")


def counted(claims: Sequence[Claim]) -> str:
    """Say how many of some claims got each verdict.

    Examples
    --------
    >>> counted([])
    'of 0 claims none is measured.'
    """
    said = []
    for verdict, many, one in COUNTED:
        count = sum(claim.verdict == verdict for claim in claims)
        said += [f"{count} {one if count == 1 else many}"] if count else []
    return f"of {len(claims)} claims {', '.join(said) or 'none is measured'}."


def _sentence(claim: Claim) -> str:
    """Return verdict, claim and number in a sentence."""
    known = f"; {claim.measured.note}" if claim.measured.note else ""
    return f"{claim.verdict.capitalize()}: {claim.words} Measured: {claim.number}{known}."


def _ends(claim: Claim) -> str | None:
    """Return the interval as people write it."""
    interval = claim.measured.interval
    if interval is None or claim.n_seeds == 0:
        return None
    low, high = (f"{end * claim.factor:.2f}" for end in interval)
    return f"{low} to {high} {claim.unit}".replace("-", "−")
