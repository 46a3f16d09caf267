"""A record is read as it was written, or refused in one line that names the file and the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import numerics.records
from numerics.files import save
from numerics.records import BadRecord, load, path_of, read
from tests.unit.measured.records import HASH, edited, record

Change = Callable[[dict[str, Any]], object]


def refused(text: str) -> str:
    with pytest.raises(BadRecord) as raised:
        read(text, "measurements/planted/first.json")
    said = str(raised.value)
    assert "\n" not in said
    assert said.startswith("measurements/planted/first.json: ")
    return said


def test_is_read_as_it_was_written() -> None:
    found = read(record({"first": [[0.123456789, 2.0], [1e-12, 3]]}), "here")
    assert found.samples == {"first": ((Fraction("0.123457"), Fraction(2)), (Fraction(1, 10**12), Fraction(3)))}
    assert found.inputs == {"text": HASH}
    assert (found.device, found.settings, found.controls) == ("CPU", {"tokens": "3"}, {"nothing": Fraction("1e-15")})


def test_is_written_again_with_the_same_bytes() -> None:
    assert record() == record()
    assert record().count("\n") < 40  # a document a line


@pytest.mark.parametrize("part", range(1, 10))
def test_a_truncated_one_is_refused(part: int) -> None:
    text = record()
    assert "ends or breaks off" in refused(text[: len(text) * part // 10])


def drop(key: str) -> Change:
    return lambda content: content.pop(key)


def put(value: object, *keys: str | int) -> Change:
    def change(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        content[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put(0.126, "samples", "first", 2, 1), "`seal` does not belong"),
        (put("GPU", "device"), "`seal` does not belong"),
        (put("0" * 64, "inputs", "text"), "`seal` does not belong"),
        (put("4", "settings", "tokens"), "`seal` does not belong"),
        (put(0, "controls", "nothing"), "`seal` does not belong"),
        (put(HASH, "seal"), "`seal` does not belong"),
        (put("", "seal"), "`seal` is no text"),
        (drop("seal"), "`seal` is missing"),
        (drop("samples"), "`samples` is missing"),
        (drop("versions"), "`versions` is missing"),
        (put(0.5, "median"), "`median` is none of its keys"),
        (put(2, "schema"), "`schema` is 2, not 1"),
        (put(["a"], "experiment"), "`experiment` is no text"),
        (put("0" * 40, "inputs", "text"), "`inputs.text` is no sha256"),
        (put("A" * 64, "inputs", "text"), "`inputs.text` is no sha256"),
        (put(12, "inputs", "text"), "`inputs.text` is no sha256"),
        (put({}, "inputs"), "`inputs` holds no names"),
        (put(3, "settings", "tokens"), "`settings.tokens` is no text"),
        (put("1", "controls", "nothing"), "`controls.nothing` is no number"),
        (put([], "samples", "first"), "`samples.first` is no list of documents"),
        (put([], "samples", "first", 2), "`samples.first` is no list of numbers at document 3"),
        (put("0.5", "samples", "first", 1, 0), "`samples.first` is no list of numbers at document 2"),
        (put(None, "samples", "first", 1, 0), "`samples.first` is no list of numbers at document 2"),
        (put(True, "samples", "first", 1, 0), "`samples.first` is no list of numbers at document 2"),
        (put(float("nan"), "samples", "first", 1, 0), "`NaN` is no number"),
        (put(float("inf"), "samples", "first", 1, 0), "`Infinity` is no number"),
    ],
)
def test_one_edited_by_hand_is_refused(change: Change, said: str) -> None:
    assert said in refused(edited(change))


@pytest.mark.parametrize("text", ["[]", "3", '"seal"', "null"])
def test_what_is_no_record_is_refused(text: str) -> None:
    assert "holds no keys" in refused(text)


def test_a_key_that_stands_twice_is_refused() -> None:
    text = record().replace('"device": "CPU"', '"device": "CPU", "device": "CPU"')
    assert "`device` stands there twice" in refused(text)


def test_laid_out_anew_it_is_the_same_record() -> None:
    assert read(json.dumps(json.loads(record())), "here") == read(record(), "here")


def test_what_would_not_be_read_again_is_not_written() -> None:
    with pytest.raises(BadRecord, match=r"`inputs\.text` is no sha256"):
        record(inputs={"text": "none"})
    with pytest.raises(BadRecord, match="NaN"):
        record({"first": [[float("nan")]]})


class TestFolder:
    @pytest.fixture(autouse=True)
    def _records(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(numerics.records, "RECORDS", tmp_path / "measurements")

    def test_a_record_is_found_by_its_name(self, tmp_path: Path) -> None:
        save(tmp_path / "measurements" / "planted" / "first.json", record())
        assert load("planted/first") == read(record(), "here")
        assert [path.name for path in (tmp_path / "measurements" / "planted").iterdir()] == ["first.json"]

    def test_a_missing_one_is_named(self) -> None:
        with pytest.raises(BadRecord, match=r"^measurements/planted/first.json: cannot be read: .*No such file"):
            load("planted/first")

    def test_one_that_is_no_text_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "measurements" / "planted" / "first.json"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(BadRecord, match=r"^measurements/planted/first.json: cannot be read"):
            load("planted/first")


def test_every_committed_record_is_sound_and_small() -> None:
    found = sorted(numerics.records.RECORDS.glob("*/*.json"))
    assert found
    for path in found:
        name = f"{path.parent.name}/{path.stem}"
        assert load(name).samples
        assert path_of(name).endswith(f"/{name}.json")
        assert path.stat().st_size < 700_000
