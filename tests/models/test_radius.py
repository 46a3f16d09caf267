"""The experiment `radius`: nearest vectors by subtraction, shares by counting, and which chunks are sampled."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from numerics.experiments.radius import neighbours, raw
from numerics.experiments.radius.cloud import cloud_of, mean_of
from numerics.experiments.radius.neighbours import nearest
from numerics.experiments.radius.sample import of_documents, sampled
from numerics.quantities.vectors import table
from numerics.transformers.faults import BadSettings, TooShort
from tests.models.sampling import LENGTH, chunks, normal, sample


class TestSample:
    @pytest.mark.parametrize(("count", "each"), [(3, 4), (5, 4), (2, 8), (5, 1)])
    def test_has_so_many_chunks_of_so_many_documents(self, count: int, each: int) -> None:
        whose = chunks([4, 12, 3, 9, 4, 8, 5]).documents
        found = of_documents(whose, count, each)
        assert len(set(found.tolist())) == count * each
        assert [len(set(part)) for part in whose[found].reshape(count, each).tolist()] == [1] * count
        assert len(set(whose[found].tolist())) == count
        assert found.tolist() == sorted(found.tolist())

    def test_of_more_documents_than_are_long_enough_is_refused(self) -> None:
        with pytest.raises(TooShort, match="2 of 3 documents have 5 chunks, and 3 are asked for"):
            of_documents(chunks([4, 5, 6]).documents, 3, 5)

    def test_has_one_chunk_of_each_document_in_each_quarter(self) -> None:
        found = sample()
        assert found.cuts == (6, 12, 18, 24)
        for first in range(0, 24, 6):
            assert found.documents[first : first + 6].tolist() == list(range(6))

    @pytest.mark.parametrize("count", [8, 9, 10, 11, 13])
    def test_of_any_number_of_chunks_has_all_of_them_and_two_in_each_quarter(self, count: int) -> None:
        given = chunks([count])
        found = sampled(given, np.arange(count), 3, 2)
        assert sorted(map(tuple, found.tokens.tolist())) == sorted(map(tuple, given.tokens.tolist()))
        assert found.cuts[-1] == count
        assert min(np.diff([0, *found.cuts])) >= 2

    def test_of_fewer_chunks_is_refused(self) -> None:
        with pytest.raises(BadSettings, match="chunks = 7: a quarter of them needs two; take 8 at least"):
            sampled(chunks([7]), np.arange(7), 3, 2)

    @pytest.mark.parametrize(("queried", "each"), [(1, 1), (4, 3), (6, 6), (99, 99)])
    def test_has_queries_at_the_ends_of_chunks_of_the_first_quarter(self, queried: int, each: int) -> None:
        found = sample(queried=queried, each=each)
        asked = found.queries.reshape(min(queried, 6), min(each, LENGTH))
        assert len(set(found.queries.tolist())) == found.queries.size
        assert set((asked // LENGTH).ravel().tolist()) <= set(range(found.cuts[0]))
        assert (asked[:, -1] % LENGTH == LENGTH - 1).all()

    def test_gives_each_document_its_values(self) -> None:
        found = sample(queried=6, each=2)
        whose = found.documents[found.queries // LENGTH].astype(float)
        assert found.by_document(found.queries, whose.tolist()) == [[float(k)] * 2 for k in range(6)]


def by_subtraction(vectors: torch.Tensor, queries: list[int], count: int, chunk: int) -> list[float]:
    """The distance of each query to the nearest of the first `count` vectors outside its chunk."""
    found = []
    for query in queries:
        away = [row for row in range(count) if row // chunk != query // chunk]
        difference = vectors[away].double() - vectors[query].double()
        found.append(float(difference.square().sum(1).sqrt().min()) if away else float("inf"))
    return found


class TestNearest:
    @pytest.mark.parametrize("chunk", [1, 4, 8])
    @pytest.mark.parametrize("numbers", [1, 60, 2**20])
    def test_are_those_by_subtraction(self, chunk: int, numbers: int, monkeypatch: pytest.MonkeyPatch) -> None:
        """However the vectors are read."""
        monkeypatch.setattr(neighbours, "NUMBERS", numbers)
        vectors, queries, cuts = normal(48), [0, 5, 7, 15, 17], [8, 24, 48]
        found = list(nearest(vectors[queries], torch.tensor(queries), table(vectors, "v"), cuts, "cpu", chunk))
        for count, one in zip(cuts, found, strict=True):
            assert one.distance.tolist() == pytest.approx(by_subtraction(vectors, queries, count, chunk), rel=1e-12)
            for query, distance, row in zip(queries, one.distance, one.row, strict=True):
                if bool(torch.isfinite(distance)):
                    assert float((vectors[row].double() - vectors[query].double()).norm()) == pytest.approx(
                        float(distance)
                    )
                else:
                    assert (row, chunk, count) == (-1, 8, 8)

    def test_are_at_0_where_a_vector_comes_twice(self) -> None:
        vectors = normal(20)
        vectors[13] = vectors[2]
        one, other = nearest(vectors[[2]], torch.tensor([2]), table(vectors, "v"), [10, 20], "cpu")
        assert float(one.distance) > 0
        assert (float(other.distance), int(other.row)) == (0, 13)


class TestCloud:
    def test_has_the_mean_and_the_covariance(self) -> None:
        vectors = normal(400) @ torch.diag(torch.tensor([3.0, 1, 1, 0.1, 0])) + 7
        found = cloud_of(table(vectors, "v"), 0, "cpu")
        drawn = found.table(200_000).read(0, 200_000).double()
        centred = vectors.double() - vectors.double().mean(0)
        assert torch.allclose(found.mean, vectors.double().mean(0))
        assert torch.allclose(drawn.mean(0), found.mean, atol=0.03)
        assert torch.allclose(torch.cov(drawn.T), centred.T @ centred / 400, atol=0.1)
        assert float(drawn[:, 4].std()) < 1e-6

    def test_is_the_same_however_often_it_is_read_and_another_of_another_seed(self) -> None:
        vectors = table(normal(50), "v")
        one, again, other = (cloud_of(vectors, seed, "cpu") for seed in (1, 1, 2))
        assert torch.equal(one.table(9).read(3, 9), again.table(9).read(3, 9))
        assert not torch.equal(one.table(9).read(0, 9), other.table(9).read(0, 9))
        assert not torch.equal(one.table(9).read(0, 9), one.queries(9))

    def test_of_a_cloud_is_as_far_apart_as_that(self) -> None:
        """The median distance is that of the vectors, where these are such a cloud themselves."""
        found, width = sample([8] * 40, queried=40, each=6), 5
        vectors = table(normal(960, width), "v")
        cloud = cloud_of(vectors, 3, "cpu")
        real, _ = raw.distances(vectors, found, "cpu")
        drawn = raw.of_cloud(found, cloud, "cpu")
        for series in raw.percents():
            assert np.median(np.concatenate(drawn[series])) == pytest.approx(
                np.median(np.concatenate(real[series])), rel=0.1
            )


class TestShares:
    def test_are_counted(self) -> None:
        """Vectors of one next token stand together, so that every nearest one comes before the same."""
        found = sample(queried=6, each=6)
        after = found.tokens[:, 1:].ravel()
        vectors = table(torch.from_numpy(after.astype(np.float32))[:, None] * 10 + normal(len(after), 3), "v")
        samples = raw.all_of(vectors, found, cloud_of(vectors, 0, "cpu"), "cpu")
        for series, kinds in ((raw.NEXT, after), (raw.DOCUMENT, np.repeat(found.documents, LENGTH))):
            chance = [(int((kinds == kinds[row]).sum()) - 1) / (len(kinds) - 1) for row in found.queries]
            assert np.concatenate(samples[f"{series}, chance"]).tolist() == pytest.approx(chance)
        assert set(np.concatenate(samples[raw.NEXT]).tolist()) == {1.0}
        assert 0 < np.concatenate(samples[raw.DOCUMENT]).mean() < 0.5
        for series in raw.SHARES:
            less = np.concatenate(samples[series]) - np.concatenate(samples[f"{series}, chance"])
            assert np.concatenate(samples[f"{series}, less chance"]).tolist() == less.tolist()

    def test_of_other_chunks_have_none_of_the_own(self) -> None:
        """Each document has a place of its own, and each chunk another one near it."""
        found = sample(queried=6, each=6)
        places = np.repeat(100 * found.documents + np.arange(24), LENGTH).astype(np.float32)
        vectors = table(torch.from_numpy(places)[:, None] + 0.01 * normal(144, 2), "v")
        samples = raw.all_of(vectors, found, cloud_of(vectors, 0, "cpu"), "cpu")
        assert set(np.concatenate(samples[raw.BEYOND]).tolist()) == {1.0}
        assert set(np.concatenate(samples[f"{raw.BEYOND}, chance"]).tolist()) == {3 * 6 / (144 - 6)}
        assert min(np.concatenate(samples[f"{raw.OTHERS}, 100 percent"])) > 5
        assert max(np.concatenate(samples["100 percent"])) < 0.1

    def test_of_one_vector_a_chunk_are_of_last_tokens(self) -> None:
        found, vectors = sample(), normal(144)
        samples = raw.singles(table(vectors, "v"), found, "cpu")
        last = vectors[LENGTH - 1 :: LENGTH]
        for chunks_there, series in zip(found.cuts, raw.percents(), strict=True):
            wanted = by_subtraction(last, list(range(6)), chunks_there, 1)
            assert np.concatenate(samples[series]).tolist() == pytest.approx(wanted)


def test_the_mean_is_that_of_all_rows() -> None:
    vectors = normal(33)
    assert torch.allclose(mean_of(table(vectors, "v"), "cpu"), vectors.double().mean(0))
