"""The figures of the lesson's claims: tables whose marks and words say the verdicts."""

import pytest

from perceptible.experiments.claims_list import RULES
from perceptible.experiments.claims_result import ClaimsResult
from perceptible.experiments.claims_verdict import Claim, Measured
from perceptible.plotting.experiments.claims import MARKS, draw_claims
from perceptible.plotting.saving import render


@pytest.fixture(scope="module")
def result():
    """Return made-up numbers: of every claim the same five, one of them at the end of its scale."""
    claims = [
        Claim(
            *(rule.name, rule.group, rule.words, rule.region, Measured((*(rule.scale[1],) * 4, rule.scale[1] * 2))),
            *(5, rule.scale, rule.unit, rule.more),
        )
        for rule in RULES
    ]
    return ClaimsResult(tuple(claims), (0, 1, 2, 3, 4))


def test_every_claim_is_a_row_with_mark_word_and_number(result, texts):
    """Verdicts are written out: nothing hangs on color alone."""
    figures = draw_claims(result, source="made up")
    written = [text for figure in figures.values() for text in texts(figure)]
    for verdict, mark in MARKS.items():
        n_claims = sum(claim.verdict == verdict for claim in result.claims)
        assert (written.count(verdict), written.count(mark)) == (n_claims, n_claims)
    assert set(figures) == {"structure", "learning", "what-it-learned"}


def test_what_was_not_measured_is_said(result, texts):
    """Of a table of numbers no weight picture can be asked."""
    claim = result.claims[1]
    bare = Claim(claim.name, claim.group, claim.words, claim.region, Measured(()), 5, (0, 1), "%", claim.more)
    written = texts(draw_claims(ClaimsResult((bare,), (0,)))["structure"])
    assert "open" in written
    assert any("not to be asked" in text for text in written)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_give_files(result, theme):
    """Each figure becomes a drawing that names its finding."""
    for figure in draw_claims(result, theme=theme).values():
        assert b"claims" in render(figure, ".svg")
