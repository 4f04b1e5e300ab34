"""The lesson's claims: when a verdict is given, and what is measured for it."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import perceptible as pc
from perceptible.data.dataset import Dataset, Split
from perceptible.experiments import EXPERIMENTS, claims_measures, claims_numbers, memory
from perceptible.experiments.claims import ClaimsSettings
from perceptible.experiments.claims_list import RULES, claim_of
from perceptible.experiments.claims_measures import PARTS
from perceptible.experiments.claims_verdict import Claim, Measured, Region, bootstrap_interval
from perceptible.insight.edges import measure_pictures, spatial_autocorrelation
from perceptible.rng import derived
from perceptible.training import recipe_named

CLAIMS = EXPERIMENTS["claims"]
SETTINGS = ClaimsSettings(epochs=1, n_images=60, n_starts=2, seeds=(3,))
HALF = Region("at least a half", low=0.5)


@pytest.fixture(scope="module")
def digits():
    """Return a few synthetic digits."""
    return pc.load_data("synthetic", n_train=120, n_test=40)


@pytest.fixture(scope="module")
def answers(digits):
    """Return what all parts of the work came to, by part."""
    return {job.part: CLAIMS.run(job, digits) for job in CLAIMS.jobs(SETTINGS, digits)}


@pytest.fixture(scope="module")
def result(digits, answers):
    """Return the result from one seed."""
    jobs = CLAIMS.jobs(SETTINGS, digits)
    return CLAIMS.combine(SETTINGS, digits, jobs, [answers[job.part] for job in jobs])


def judged(values, region=HALF, counts=(), **more):
    """Return a claim about these values, one from each seed."""
    return Claim("x", "y", "Z.", region, Measured(tuple(values), counts), len(values), (0, 1), "%", "more", **more)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((0.6, 0.7, 0.8, 0.7, 0.6), "holds"),
        ((0.1, 0.2, 0.3, 0.2, 0.1), "does not hold"),
        ((0.1, 0.6, 0.6, 0.6, 0.6), "depends"),
        ((0.6, 0.7, 0.8, 0.7), "open"),  # four seeds
        ((), "open"),
    ],
)
def test_a_verdict_needs_five_seeds_that_agree(values, verdict):
    """Where they do not agree it depends; where there are fewer it is open."""
    assert judged(values).verdict == verdict


def test_a_share_of_few_images_stays_open():
    """6 of 10 images is above a half, but by Wilson (1927) 95 % intervals reach from 0.313 to 0.832."""
    few, many = (judged((0.6,) * 5, counts=((6 * n, 10 * n),) * 5) for n in (1, 100))
    assert (few.verdict, many.verdict) == ("open", "holds")
    assert few.measured.interval == pytest.approx((0.313, 0.832), abs=0.001)


def test_a_training_that_was_cut_short_speaks_against_nothing():
    """It may hold early, but a network that is not done yet refutes no claim about one that is."""
    low, high = (0.1,) * 5, (0.9,) * 5
    assert [judged(values, is_whole=False).verdict for values in (low, high)] == ["open", "holds"]


def test_a_seed_without_a_number_keeps_the_verdict_open():
    """Of five networks one never knew 90 % of its shuffled labels: how much slower it was cannot be said."""
    rule = next(rule for rule in RULES if rule.name == "slow")
    told = [{"steps": [100, 1_000]}] * 5
    assert claim_of(rule, told).verdict == "holds"
    assert claim_of(rule, [*told[:4], {"steps": [100, None]}]).verdict == "open"


def test_the_interval_of_a_median_lies_within_the_range():
    """Whatever is drawn of five numbers, its median is one of them; of equal ones it is known."""
    values = [0.1, 0.4, 0.5, 0.7, 0.9]
    interval = bootstrap_interval(values)
    assert min(values) <= interval.low < 0.5 < interval.high <= max(values)
    assert bootstrap_interval([2.0] * 5) == (2.0, 2.0)


def test_dials_are_counted_and_not_estimated(result):
    """784 x 16 + 16 x 16 + 16 x 10 weights and 16 + 16 + 10 biases: 13,002, from no seed at all."""
    claim = result.of("dials")
    assert claim.measured.values == (784 * 16 + 16 * 16 + 16 * 10 + 16 + 16 + 10,)
    assert (claim.verdict, claim.number) == ("holds", "13,002")


def test_steps_leave_no_slope_at_any_hidden_dial(answers):
    """The derivative of a step is 0 wherever it has one, so every product with it is."""
    assert answers["lesson"]["step_moved"] == 0
    assert answers["lesson"]["sigmoid_moved"] > 0
    assert answers["lesson"]["n_dials"] == 784 * 16 + 16 + 16 * 16 + 16


def test_sums_and_shares_equal_a_loop_over_images(digits, answers):
    """The lesson's network is trained again, and asked image by image."""
    settings = replace(recipe_named("lesson").settings, epochs=1)
    network = pc.fit(digits, settings=settings, rng=3).network
    n_off = n_right = 0
    for image, label in zip(digits.test.inputs, digits.test.labels, strict=True):
        outputs = network.outputs(image[None])[0]
        n_off += abs(sum(float(a) for a in outputs) - 1) > 0.01
        n_right += int(outputs.argmax()) == label
    assert (answers["lesson"]["off"], answers["lesson"]["correct"]) == (n_off, n_right)


def test_a_planted_answer_is_judged_as_it_should_be():
    """Shuffled labels that take ten times as many steps, on a straight line, from five seeds."""
    told = [{"steps": [100, 1_000], "halfway": [0.95, 0.5]}] * 5
    claims = {rule.name: claim_of(rule, told) for rule in RULES if rule.name in {"slow", "linear", "fast"}}
    assert {claim.verdict for claim in claims.values()} == {"holds"}
    assert claims["slow"].measured.values == (10.0,) * 5


def test_unequal_minima_are_found_out():
    """In one of five seeds the worst start ends at twice the cost of the best: that depends on the start."""
    rule = next(rule for rule in RULES if rule.name == "minima-128")
    told = [{"costs": [1.0, 1.1]}] * 4 + [{"costs": [1.0, 2.0]}]
    assert claim_of(rule, told).verdict == "depends"
    assert claim_of(rule, told[:4] + told[:1]).verdict == "holds"


def test_every_claim_has_a_part_a_reason_and_a_command(result):
    """What measures it, for which numbers it counts as true, and how to measure more."""
    assert {rule.part for rule in RULES} - {""} == set(PARTS)
    asked = [claim.more.split()[2] for claim in result.claims if claim.more.startswith("perceptible experiment")]
    assert set(asked) <= set(EXPERIMENTS)
    assert all(claim.region.words for claim in result.claims)


def test_the_first_finding_counts_the_verdicts(result):
    """From one seed nothing but the count of dials is known; every claim has a sentence and a row."""
    assert result.findings[0] == f"Of {len(RULES)} claims 1 holds, {len(RULES) - 1} are open."
    assert len(result.findings) == len(RULES) + 1
    assert len(result.tables[0].rows) == len(RULES)


def test_a_table_has_no_weight_pictures_but_all_the_rest():
    """Numbers without a picture's shape: what is said of pictures is not asked, the rest is."""
    rng = np.random.default_rng(0)
    splits = [Split(rng.random((n, 5), np.float32), np.arange(n) % 3, n_classes=3) for n in (60, 30)]
    data = Dataset("table", *splits, class_names=("a", "b", "c"), image_shape=None)
    job = next(job for job in CLAIMS.jobs(SETTINGS, data) if job.part == "lesson")
    told = CLAIMS.run(job, data)
    claim = claim_of(next(rule for rule in RULES if rule.name == "no-edges"), [told] * 5)
    assert (claim.verdict, claim.number) == ("open", "not to be asked of these data")


def test_what_a_longer_training_may_undo_does_not_hold_early():
    """After two epochs nothing is learned by heart yet: that proves nothing; what it reads already, it reads."""
    told = {"correct": 990, "n": 1_000, "train": 0.99}
    verdicts = {
        rule.name: claim_of(rule, [told] * 5, is_whole=False).verdict
        for rule in RULES
        if rule.name in {"lesson", "unseen"}
    }
    assert verdicts == {"lesson": "holds", "unseen": "open"}
    assert claim_of(next(rule for rule in RULES if rule.name == "unseen"), [told] * 5).verdict == "holds"


@given(
    st.lists(st.floats(-1, 2), max_size=9),
    st.tuples(st.none() | st.floats(-1, 2), st.none() | st.floats(-1, 2)),
    st.booleans(),
)
def test_no_verdict_says_more_than_the_numbers(values, ends, is_whole):
    """Of any numbers: it holds only where all are inside, fails only where none is, and from five seeds alone."""
    region = Region("any", low=ends[0], high=ends[1])
    verdict = judged(values, region, is_whole=is_whole).verdict
    inside = [(ends[0] is None or value >= ends[0]) and (ends[1] is None or value <= ends[1]) for value in values]
    assert verdict == "open" or len(values) >= 5
    assert verdict != "holds" or all(inside)
    assert verdict != "does not hold" or not any(inside)
    assert verdict != "depends" or (any(inside) and not all(inside))


def test_differences_have_their_signs():
    """By hand: 97 % learned against 95 % new; 0.5 of noise against 0.9 of digits; ReLU 0.9, sigmoid 0.3."""
    told = {
        "train": 0.97,
        "correct": 950,
        "n": 1_000,
        "sure_of_noise": 0.5,
        "sure": 0.9,
        "relu-6": 0.9,
        "sigmoid-6": 0.3,
    }
    assert claims_numbers.unseen([told]).values == pytest.approx((0.02,))
    assert claims_numbers.sure([told]).values == pytest.approx((-0.4,))
    assert claims_numbers.easier(6)([told]).values == pytest.approx((0.6,))


def test_outputs_and_pictures_are_those_of_the_network(digits, answers):
    """Trained again: hidden ends, noise and smoothness, each counted one by one."""
    network = pc.fit(digits, settings=replace(recipe_named("lesson").settings, epochs=1), rng=3).network
    told, lit = answers["lesson"], digits.train.inputs.any(axis=0)
    ends = [a < 0.05 or a > 0.95 for row in network.forward(digits.test.inputs).activations[1] for a in row]
    assert told["saturated"] == pytest.approx(np.mean(ends))
    noise = derived(3, claims_measures.NOISE).random((5_000, 784), dtype=np.float32)
    assert told["clear"] == sum(max(row) > 0.5 for row in network.outputs(noise))
    own, images = (
        spatial_autocorrelation(pictures, (28, 28), seen=lit).mean()
        for pictures in (np.asarray(network.weights[0]), digits.test.inputs)
    )
    assert told["smooth"] == pytest.approx(own / images)
    rng = derived(3, claims_measures.PICTURES)
    assert told["edges"] == measure_pictures(np.asarray(network.weights[0]), (28, 28), seen=lit, rng=rng).smooth_edges.z


def test_rates_are_chosen_by_training_images(digits, monkeypatch):
    """The second fits them best, though the third reads most of the test images: those choose nothing."""
    fitted, read = (0.5, 0.9, 0.8, 0.7), (0.1, 0.2, 0.99, 0.3)

    def evaluate(rate, split):
        place = claims_measures.RATES.index(rate)
        return SimpleNamespace(accuracy=(fitted if len(split) == 60 else read)[place])

    monkeypatch.setattr(
        claims_measures, "fit", lambda *_, settings, **__: SimpleNamespace(network=settings.learning_rate)
    )
    monkeypatch.setattr(claims_measures, "evaluate", evaluate)
    job = next(job for job in CLAIMS.jobs(SETTINGS, digits) if job.part == "depth")
    assert set(CLAIMS.run(job, digits).values()) == {0.2}


def test_how_much_less_is_known_of_shuffled_labels(digits, monkeypatch):
    """By hand: 0.9 of true ones, 0.4 of shuffled ones at the end."""
    end = {0.0: 0.9, 1.0: 0.4}
    told = {"step": [0, 10], "true": [None, None], "test": [0.1, 0.1], "end": 0.1}
    run = lambda job, _data: {**told, "given": [0.1, end[job.share]]}  # noqa: E731  # one line says it
    planted = SimpleNamespace(EXPERIMENT=replace(memory.EXPERIMENT, run=run), MemorySettings=memory.MemorySettings)
    monkeypatch.setattr(claims_measures, "memory", planted)
    job = next(job for job in CLAIMS.jobs(SETTINGS, digits) if job.part == "memory-wide")
    answer = CLAIMS.run(job, digits)
    assert (answer["difference"], answer["shuffled"]) == (pytest.approx(0.5), 0.4)
    assert (answer["steps"], answer["halfway"][1]) == ([10, None], None)
