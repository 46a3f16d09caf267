"""Texts in files: documents of UTF-8 with form feeds between them, packed or not."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from numerics.files import line
from numerics.transformers.faults import NotAText, TooShort

FORM_FEED = "\f"
UNPACKED: Mapping[str, Callable[[bytes], bytes]] = {".xz": lzma.decompress, ".gz": gzip.decompress}


def documents(path: Path) -> list[str]:
    """The documents of a text in UTF-8, .xz and .gz opened too: what stands between form feeds and is not all blank.

    NotAText where it is missing, cut short or not UTF-8; TooShort where there is nothing in it.
    """
    try:
        content = UNPACKED.get(path.suffix, bytes)(path.read_bytes())
        found = [part for part in content.decode().split(FORM_FEED) if part.strip()]
    except UnicodeDecodeError as error:
        said = f"byte {error.start} ({error.object[error.start]:#04x}) is not UTF-8; save the text as UTF-8"
        raise NotAText(f"{path}: {said}") from error
    except (lzma.LZMAError, zlib.error, EOFError, gzip.BadGzipFile) as error:
        said = f"not a whole {path.suffix} file ({line(error)}); fetch or make it again"
        raise NotAText(f"{path}: {said}") from error
    except OSError as error:
        raise NotAText(f"{path}: cannot be read: {error.strerror}; give a file of text") from error
    if not found:
        raise TooShort(f"{path}: there is no text in it")
    return found
