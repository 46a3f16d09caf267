"""What a run writes: whole or not at all, in folders too, and what it made before and makes no more is removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verify.ledger import CannotWrite, write

OWNED = {"witnesses": "# Made here"}


def files(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


class TestAFolderInTheFolder:
    def test_is_made(self, tmp_path: Path) -> None:
        texts = {"ledger.json": "{}", "witnesses/one.py": "1", "witnesses/two.py": "2"}
        write(tmp_path, texts)
        assert files(tmp_path) == texts

    def test_is_written_into_again(self, tmp_path: Path) -> None:
        write(tmp_path, {"witnesses/one.py": "1"})
        write(tmp_path, {"witnesses/one.py": "2"})
        assert files(tmp_path) == {"witnesses/one.py": "2"}

    def test_that_is_a_file_stops_the_run_before_anything_changes(self, tmp_path: Path) -> None:
        before = {"ledger.json": "old", "witnesses": "a file of the user"}
        write(tmp_path, before)
        with pytest.raises(CannotWrite, match="witnesses"):
            write(tmp_path, {"ledger.json": "new", "witnesses/one.py": "1"}, OWNED)
        assert files(tmp_path) == before

    def test_with_a_folder_in_the_way_stops_the_run_before_anything_changes(self, tmp_path: Path) -> None:
        (tmp_path / "witnesses" / "one.py").mkdir(parents=True)
        with pytest.raises(CannotWrite, match=r"a folder is in the way"):
            write(tmp_path, {"ledger.json": "new", "witnesses/one.py": "1"}, OWNED)
        assert files(tmp_path) == {}


class TestWhatIsLeftOver:
    """Files of an earlier run that begin as ours do."""

    def test_is_removed(self, tmp_path: Path) -> None:
        write(tmp_path, {f"witnesses/{name}.py": f"# Made here: {name}\n" for name in ("one", "two")}, OWNED)
        write(tmp_path, {"witnesses/two.py": "# Made here: two\n"}, OWNED)
        assert files(tmp_path) == {"witnesses/two.py": "# Made here: two\n"}

    def test_is_removed_where_nothing_is_made_any_more(self, tmp_path: Path) -> None:
        write(tmp_path, {"witnesses/one.py": "# Made here: one\n"}, OWNED)
        write(tmp_path, {"ledger.json": "{}"}, OWNED)
        assert files(tmp_path) == {"ledger.json": "{}"}

    @pytest.mark.parametrize(
        "text", ["print(1)\n", "", "\n# Made here: not in the first line\n", " # Made here\n", "\x00\x01"]
    )
    def test_is_no_file_of_the_user(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "witnesses").mkdir()
        (tmp_path / "witnesses" / "mine.py").write_text(text, encoding="utf-8")
        write(tmp_path, {"witnesses/one.py": "# Made here\n"}, OWNED)
        assert files(tmp_path) == {"witnesses/one.py": "# Made here\n", "witnesses/mine.py": text}

    def test_is_nothing_outside_of_the_folders_of_ours(self, tmp_path: Path) -> None:
        before = {"one.py": "# Made here\n", "other/one.py": "# Made here\n", "witnesses/deep/one.py": "# Made here\n"}
        write(tmp_path, before)
        write(tmp_path, {"ledger.json": "{}"}, OWNED)
        assert files(tmp_path) == {**before, "ledger.json": "{}"}

    def test_is_no_link_and_not_what_one_leads_to(self, tmp_path: Path) -> None:
        (tmp_path / "mine.py").write_text("# Made here\n", encoding="utf-8")
        (tmp_path / "witnesses").mkdir()
        (tmp_path / "witnesses" / "link.py").symlink_to(tmp_path / "mine.py")
        write(tmp_path, {"ledger.json": "{}"}, OWNED)
        assert (tmp_path / "witnesses" / "link.py").read_text(encoding="utf-8") == "# Made here\n"

    def test_stays_where_the_run_cannot_write(self, tmp_path: Path) -> None:
        write(tmp_path, {"witnesses/one.py": "# Made here\n"}, OWNED)
        (tmp_path / "ledger.json").mkdir()
        with pytest.raises(CannotWrite):
            write(tmp_path, {"ledger.json": "{}"}, OWNED)
        assert "witnesses/one.py" in files(tmp_path)
        assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]
