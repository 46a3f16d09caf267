"""Training does what AdamW's formulas say, and its metrics are the losses that the model has."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from numerics.quantities.faults import NoDevice
from numerics.quantities.ranks import Ranks
from numerics.transformers.batches import batch_of, rows_of
from numerics.transformers.data import Corpus, Sequences
from numerics.transformers.faults import BadSettings, Diverged
from numerics.transformers.model import Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import adamw, train, update
from tests.models.small import brief, memories, questions, shape_of

CPU = torch.device("cpu")


def losses_by_hand(model: Transformer, data: Sequences, rows: list[int]) -> dict[str, list[float]]:
    """-log softmax at what comes next, row by row in NumPy, for all tokens that count and for each set."""
    found: dict[str, list[float]] = {name: [] for name in ("", *data.sets)}
    for row in rows:
        with torch.no_grad():
            logits = model(torch.tensor(data.tokens[row : row + 1, :-1].astype(np.int64)))[0].double().numpy()
        for place, comes in enumerate(data.tokens[row, 1:]):
            if data.counted[row, place]:
                loss = float(np.log(np.exp(logits[place]).sum()) - logits[place, comes])
                for name in ("", *(n for n, mask in data.sets.items() if mask[row, place])):
                    found[name].append(loss)
    return found


class TestStep:
    @pytest.mark.parametrize("clip", [1e-3, 1e3])
    def test_is_that_of_adamw(self, clip: float) -> None:
        """Loshchilov and Hutter 2019, Algorithm 2, in float64, with gradients by autograd of the mean loss."""
        corpus = questions(12)
        how = replace(brief(), clip=clip, precision="float64", weight_decay=0.3)
        torch.manual_seed(0)
        model = Transformer(shape_of(corpus)).double()
        weights = {name: p.detach().clone() for name, p in model.named_parameters()}
        first = {name: torch.zeros_like(p) for name, p in weights.items()}
        second = {name: torch.zeros_like(p) for name, p in weights.items()}
        optimiser = adamw(model, how)
        for step in range(3):
            batch = batch_of(corpus.train, rows_of(step, 4, 12, 0), CPU)
            rate = how.rate_at(step)
            logits = model(batch.tokens)[batch.at]
            mean = -torch.log_softmax(logits, -1)[range(len(logits)), batch.targets].mean()
            gradients = dict(zip(weights, torch.autograd.grad(mean, list(model.parameters())), strict=True))
            norm = math.sqrt(sum(float((g**2).sum()) for g in gradients.values()))
            for name, g in gradients.items():
                g = g * min(1.0, clip / (norm + 1e-6))
                first[name] = 0.9 * first[name] + 0.1 * g
                second[name] = 0.95 * second[name] + 0.05 * g**2
                moved = first[name] / (1 - 0.9 ** (step + 1))
                moved = moved / (torch.sqrt(second[name] / (1 - 0.95 ** (step + 1))) + 1e-8)
                decay = 0.3 if weights[name].dim() >= 2 else 0.0
                weights[name] = weights[name] - rate * decay * weights[name] - rate * moved
            update(model, optimiser, batch, len(batch.targets), how, rate)
            for name, parameter in model.named_parameters():
                assert torch.allclose(parameter, weights[name], rtol=1e-9, atol=1e-12), (step, name)

    def test_with_short_products_is_near_and_not_equal(self) -> None:
        corpus = memories()
        [exact] = train(corpus, shape_of(corpus), brief(steps=2, warm_up=1), device="cpu").lines
        short = train(corpus, shape_of(corpus), brief(steps=2, warm_up=1, precision="bfloat16"), device="cpu")
        [line] = short.lines
        assert line["train"] != exact["train"]
        assert line["train"] == pytest.approx(exact["train"], rel=2**-7)  # bfloat16 keeps 8 bits
        assert {p.dtype for p in short.model.parameters()} == {torch.float32}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return questions()


class TestMetrics:
    def test_of_training_are_the_losses_that_each_batch_met(self, corpus: Corpus) -> None:
        """Two steps: the first batch at the weights of the start, the second after one step."""
        how = brief(steps=2, warm_up=1, precision="float64")
        [line] = train(corpus, shape_of(corpus), how, device="cpu").lines
        seen: dict[str, list[float]] = {}
        for step in range(2):
            with torch.random.fork_rng():
                torch.manual_seed(how.seed)
                model = Transformer(shape_of(corpus)).double()
            optimiser = adamw(model, how)
            for before in range(step):
                batch = batch_of(corpus.train, rows_of(before, 4, 60, 0), CPU)
                update(model, optimiser, batch, len(batch.targets), how, how.rate_at(before))
            for name, losses in losses_by_hand(model, corpus.train, list(rows_of(step, 4, 60, 0))).items():
                seen.setdefault(name, []).extend(losses)
        for name, losses in seen.items():
            assert line[f"train, {name}" if name else "train"] == pytest.approx(np.mean(losses), rel=1e-12)

    def test_of_the_validation_are_those_of_the_model_then(self, corpus: Corpus) -> None:
        made = train(corpus, shape_of(corpus), brief(precision="float64", evaluated=7), device="cpu")
        assert corpus.validation is not None
        for name, losses in losses_by_hand(made.model, corpus.validation, list(range(7))).items():
            found = made.lines[-1][f"validation, {name}" if name else "validation"]
            assert found == pytest.approx(np.mean(losses), rel=1e-12)

    def test_of_the_validation_are_without_dropout_and_leave_the_training_as_it_was(self, corpus: Corpus) -> None:
        how, shape = brief(steps=8, precision="float64", evaluated=5), shape_of(corpus, dropout=0.5)
        made = train(corpus, shape, how, device="cpu")
        assert corpus.validation is not None
        losses = losses_by_hand(made.model.eval(), corpus.validation, list(range(5)))[""]
        assert made.lines[-1]["validation"] == pytest.approx(np.mean(losses), rel=1e-12)
        without = train(replace(corpus, validation=None), shape, how, device="cpu")
        assert [line["train"] for line in made.lines] == [line["train"] for line in without.lines]

    def test_come_line_by_line_with_the_rate(self, corpus: Corpus) -> None:
        how = brief(steps=7)
        lines = train(corpus, shape_of(corpus), how, device="cpu").lines
        assert [line["step"] for line in lines] == [2, 4, 6, 7]
        assert [line["rate"] for line in lines] == [how.rate_at(int(line["step"]) - 1) for line in lines]
        assert all(set(line) == set(lines[0]) for line in lines)

    def test_count_the_tokens_that_were_learned_from(self, corpus: Corpus) -> None:
        how = brief(steps=40, batch=3)  # two epochs of 60 rows
        lines = train(corpus, shape_of(corpus), how, device="cpu").lines
        assert lines[-1]["tokens"] == 2 * corpus.train.counted.sum()
        assert lines[0]["tokens"] == sum(corpus.train.counted[rows_of(step, 3, 60, 0)].sum() for step in range(2))

    def test_leave_out_a_set_without_tokens(self, corpus: Corpus) -> None:
        nothing = np.zeros_like(corpus.train.counted)
        empty = replace(corpus, train=replace(corpus.train, sets={"none": nothing}), validation=None)
        assert set(train(empty, shape_of(empty), brief(), device="cpu").lines[0]) == {"step", "tokens", "rate", "train"}

    def test_are_watched_at_every_step(self, corpus: Corpus) -> None:
        seen: list[tuple[int, float | None]] = []
        train(corpus, shape_of(corpus), brief(), device="cpu", watch=lambda s, line: seen.append((s, line.get("step"))))
        assert seen == [(1, None), (2, 2), (3, 2), (4, 4), (5, 4), (6, 6)]


class TestLearning:
    def test_ends_at_the_entropy_of_what_is_memorised(self) -> None:
        """log(d) / T a token for d sequences of T tokens: no predictor has less, and little is left above it."""
        corpus = memories(rows=8, length=6)
        how = Optimisation(steps=300, batch=8, rate=1e-2, warm_up=10, weight_decay=0.0, every=10)
        made = train(corpus, shape_of(corpus, width=32, feed_forward=64), how, device="cpu")
        least = math.log(8) / 6
        assert least < made.lines[-1]["train"] < 1.1 * least

    @pytest.mark.parametrize(
        "other",
        [{"norm": "post"}, {"positions": "rotary"}, {"positions": "sinusoidal"}, {"unified": True}, {"f": "softmax"}],
    )
    def test_goes_down_in_every_shape(self, other: dict[str, object]) -> None:
        corpus = memories()
        how = Optimisation(steps=40, batch=8, rate=1e-2, warm_up=5, every=20)
        first, last = train(corpus, shape_of(corpus, **other), how, device="cpu").lines
        assert last["train"] < first["train"] < math.log(corpus.vocabulary) * 1.1


class TestSeeds:
    def test_the_same_one_gives_the_same_bits_and_another_others(self) -> None:
        corpus = questions(20)
        shape = shape_of(corpus, dropout=0.2)
        runs = [train(corpus, shape, brief(seed=seed), device="cpu").lines for seed in (1, 1, 2)]
        assert runs[0] == runs[1]
        assert runs[0] != runs[2]

    def test_the_generator_of_the_caller_is_left_as_it_was(self) -> None:
        torch.manual_seed(3)
        before = torch.get_rng_state()
        corpus = memories()
        train(corpus, shape_of(corpus, dropout=0.1), brief(), device="cpu")
        assert torch.equal(torch.get_rng_state(), before)

    def test_dropout_differs_from_step_to_step(self) -> None:
        """One batch of all rows and a rate of almost nothing: what still moves the loss is dropout."""
        corpus = memories()
        how = brief(steps=4, batch=8, warm_up=1, every=1, rate=1e-12)
        lines = train(corpus, shape_of(corpus, dropout=0.5), how, device="cpu").lines
        assert len({line["train"] for line in lines}) == 4


class TestRefusals:
    def test_a_loss_that_is_no_number_ends_it(self) -> None:
        corpus = memories()
        with pytest.raises(Diverged, match=r"the loss \(train\) is nan after \d+ steps; take a smaller rate"):
            train(corpus, shape_of(corpus), brief(steps=40, rate=1e30, clip=1e30), device="cpu")

    @pytest.mark.parametrize("steps", [1, 2])
    def test_weights_that_are_no_numbers_are_not_recorded(self, steps: int, tmp_path: Path) -> None:
        """The loss of a step is that before it, so that the last one breaks what no loss has met."""
        corpus = memories()
        how = brief(steps=steps, warm_up=0, every=1, rate=1e39)
        with pytest.raises(Diverged, match="the weights are no numbers any more after 1 steps; take a smaller rate"):
            train(corpus, shape_of(corpus), how, folder=tmp_path / "run", device="cpu")
        assert [path.name for path in (tmp_path / "run").iterdir()] == ["settings.json"]

    def test_rows_that_are_longer_than_the_context(self) -> None:
        corpus = memories(length=6)
        with pytest.raises(BadSettings, match="context = 5, and rows of 6 tokens: take 6 at least"):
            train(corpus, replace(shape_of(corpus), context=5), brief(), device="cpu")

    def test_another_vocabulary(self) -> None:
        corpus = memories()
        with pytest.raises(BadSettings, match=f"vocabulary = 99, and tokens of a vocabulary of {corpus.vocabulary}"):
            train(corpus, replace(shape_of(corpus), vocabulary=99), brief(), device="cpu")

    def test_processes_that_see_other_folders(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As on two machines without a disk in common, of which one has a checkpoint of five more steps."""
        monkeypatch.setattr(Ranks, "each", lambda ranks, steps: torch.stack([steps, steps + 5]))
        corpus = memories()
        with pytest.raises(BadSettings, match=r"the processes go on from steps \[0, 5\]: give them one folder"):
            train(corpus, shape_of(corpus), brief(), device="cpu")

    def test_a_device_that_is_not_there(self) -> None:
        corpus = memories()
        with pytest.raises(NoDevice, match="device 'cuda:99'"):
            train(corpus, shape_of(corpus), brief(), device="cuda:99")
