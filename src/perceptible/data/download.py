"""Verified downloads into the user's cache: mirrors in turn, retries, a size limit, and never a bad file kept."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import pooch

from perceptible.data.catalog import KnownFile
from perceptible.data.mirrors import FailedError, pieces
from perceptible.errors import DataError

__all__ = ["PATIENT", "QUICK", "OnProgress", "Patience", "fetch"]

# Called with the bytes that have come and the bytes to come in all.
OnProgress = Callable[[int, int], None]
SPARE_BYTES = 2**20
SLOWEST = 10_000  # bytes in a second, below which a mirror is given up
UNFINISHED_FOR = 86_400  # seconds after which nobody is writing an unfinished file any more
WAYS_OUT = (
    "Check the connection; or download the files elsewhere and set PERCEPTIBLE_DATA to the folder that holds "
    "{folder}/; or use the built-in digits: 'synthetic'."
)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a mirror, how often to try all of them, whether to ask first, and the clock to do it by."""

    n_rounds: int = 3
    timeout: float = 15.0
    pause: float = 1.0
    ask_within: float | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time


PATIENT = Patience()
# For MNIST that nobody asked for by name: synthetic digits stand ready.
QUICK = Patience(n_rounds=1, timeout=2.0, ask_within=1.5)


def fetch(
    file: KnownFile,
    mirrors: tuple[str, ...],
    folder: Path,
    *,
    on_progress: OnProgress | None = None,
    patience: Patience = PATIENT,
) -> Path:
    """Make sure that a folder holds a published file: look, and download what is missing or damaged.

    Parameters
    ----------
    file : KnownFile
        The file, with its checksum. Nothing is ever downloaded without one.
    mirrors : tuple of str
        Addresses, http or https, that end in a slash; tried in turn.
    folder : Path
        Where to keep it; made if it is not there.
    on_progress : callable, optional
        Called with the bytes that have come and the bytes to come in all, after each piece.
    patience : Patience, optional
        Waiting times and number of rounds through the mirrors.

    Returns
    -------
    Path
        The file, whose checksum is right.

    Raises
    ------
    DataError
        If the folder cannot be written, or no mirror gave the file.
    """
    path = folder / file.name
    _prepare(folder, patience.now())
    failures: dict[str, str] = {}
    left = list(mirrors)
    for number in range(patience.n_rounds):
        for mirror in list(left):
            try:
                return _fetch_from(mirror + file.name, file, path, on_progress, patience)
            except FailedError as failure:
                failures[mirror] = str(failure)
                if failure.is_final:
                    left.remove(mirror)
        if not left:
            break
        if number + 1 < patience.n_rounds:
            patience.sleep(patience.pause * 2**number)
    told = "; ".join(f"{mirror}{file.name}: {failure}" for mirror, failure in failures.items())
    msg = f"{file.name} could not be downloaded, expected it from one of {len(mirrors)} mirrors ({told}). "
    raise DataError(msg + WAYS_OUT.format(folder=folder.name))


def _fetch_from(address: str, file: KnownFile, path: Path, on_progress: OnProgress | None, patience: Patience) -> Path:
    """Let pooch look for the file, download it beside its place, compare the checksum and move it there."""
    downloader = partial(_download, limit=2 * file.n_bytes + SPARE_BYTES, on_progress=on_progress, patience=patience)
    try:
        with _quiet_pooch():
            pooch.retrieve(address, known_hash=file.checksum, fname=path.name, path=path.parent, downloader=downloader)
    except ValueError as error:  # what pooch raises for a wrong checksum
        what = f"wrong content: {str(error).partition('. ')[0]}"
        raise FailedError(what, is_final=True) from None
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


def _download(
    url: str, output_file: str, _pooch: object, *, limit: int, on_progress: OnProgress | None, patience: Patience
) -> None:
    """Download one address into a file; pooch calls this."""
    end = patience.clock() + 4 * patience.timeout + limit / SLOWEST
    n_come = 0
    with Path(output_file).open("wb") as out, closing(pieces(url, patience.timeout)) as answer:
        for piece, n_expected in answer:
            n_come += len(piece)
            if n_come > limit:
                what = f"more than {limit} bytes came, the file is smaller"
                raise FailedError(what, is_final=True)
            if patience.clock() > end:
                what = f"no more than {n_come} bytes came in a long time"
                raise FailedError(what)
            out.write(piece)
            if on_progress is not None:
                on_progress(n_come, n_expected)


@contextmanager
def _quiet_pooch() -> Iterator[None]:
    """Keep pooch from printing what it does."""
    logger = pooch.get_logger()
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


def _prepare(folder: Path, now: float) -> None:
    """Make the folder, make sure that it can be written, and clear what killed downloads left in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
        for left_over in folder.glob("tmp*"):  # the names that pooch gives to unfinished files
            if left_over.stat().st_mtime < now - UNFINISHED_FOR:
                left_over.unlink(missing_ok=True)
    except FileNotFoundError:  # another process cleared it first, or finished
        return
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(path: Path, error: OSError) -> DataError:
    """Return the error of a cache that cannot be written."""
    return DataError(
        f"{path} cannot be written: {error}. Set PERCEPTIBLE_CACHE to a folder that can be, with some space left, "
        f"or PERCEPTIBLE_DATA to a folder that already holds the data."
    )
