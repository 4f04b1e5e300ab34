"""Data sets made by hand in the exact formats of the known ones, and a site on loopback that serves them."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np

from perceptible.data.catalog import KnownData

N_TRAIN, N_TEST = 30, 10

# Writes an answer to a request, headers and all.
Answer = Callable[[BaseHTTPRequestHandler], None]


def idx_bytes(code: int, array: np.ndarray) -> bytes:
    """Write an IDX file byte by byte, as its format is described: an independent way to make one."""
    header = struct.pack(">BBBB", 0, 0, code, array.ndim) + b"".join(struct.pack(">I", n) for n in array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


def whole(body: bytes) -> Answer:
    """Answer with a whole file."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            request.send_header(name, value)
        request.end_headers()

    return answer


def cut(body: bytes, n_bytes: int) -> Answer:
    """Promise a whole file and send only its beginning."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[:n_bytes])

    return answer


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send zeros until nobody listens any more."""
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(bytes(2**16))


@dataclass
class Site:
    """A server on loopback: what it answers to each path (the last answer again and again), and what it was asked."""

    address: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def serve(self, name: str, *answers: Answer) -> None:
        """Answer requests for a file in this order."""
        self.answers[f"/{name}"] = list(answers)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Give the next answer for the path that is asked for."""
        self.asked.append(f"{request.command} {request.path}")
        answers = self.answers.get(request.path) or [status(404)]
        (answers.pop(0) if len(answers) > 1 else answers[0])(request)


@dataclass
class Made:
    """A made data set in the exact format of a known one: its description, its files, and what they hold."""

    known: KnownData
    files: dict[str, bytes]
    images: np.ndarray
    labels: np.ndarray

    def write_to(self, folder: Path) -> Path:
        """Put the files into a folder."""
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder


def made_like(known: KnownData, address: str) -> Made:
    """Make 30 training and 10 test images that all differ, in the format of a known data set."""
    rng = np.random.default_rng(7)
    images = rng.integers(0, 256, (N_TRAIN + N_TEST, 28, 28), dtype=np.uint8)
    labels = np.arange(N_TRAIN + N_TEST) % 10
    stored = images.transpose(0, 2, 1) if known.transposed else images
    parts = [stored[:N_TRAIN], labels[:N_TRAIN], stored[N_TRAIN:], labels[N_TRAIN:]]
    unpacked = [_in_format(part, known) for part in parts]
    files = {file.name: gzip.compress(data) for file, data in zip(known.files, unpacked, strict=True)}
    described = [
        replace(
            file,
            checksum=file.checksum and _checksum(file.checksum, files[file.name]),
            n_bytes=len(files[file.name]),
            unpacked_md5=file.unpacked_md5 and hashlib.md5(data).hexdigest(),
        )
        for file, data in zip(known.files, unpacked, strict=True)
    ]
    known = replace(known, files=tuple(described), mirrors=(address,))
    if known.archive is not None:
        packed = _zipped(files)
        archive = replace(known.archive, checksum=_checksum("md5", packed), n_bytes=len(packed))
        known, files = replace(known, archive=archive), {archive.name: packed}
    return Made(known, files, images, labels)


def _in_format(part: np.ndarray, known: KnownData) -> bytes:
    """Write images as bytes, labels as bytes or, as QMNIST has them, as tables of eight 4-byte integers."""
    if part.ndim == 1 and known.label_column is not None:
        table = np.full((len(part), 8), 1234, np.int32)
        table[:, known.label_column] = part
        return idx_bytes(0x0C, table)
    return idx_bytes(0x08, part.astype(np.uint8))


def _zipped(files: dict[str, bytes]) -> bytes:
    """Pack files as EMNIST is packed: in a folder of a zip file, among others."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("gzip/emnist-letters-train-images-idx3-ubyte.gz", b"others")
        for name, data in files.items():
            archive.writestr(f"gzip/{name}", data)
    return buffer.getvalue()


def _checksum(like: str, data: bytes) -> str:
    """Return a checksum in the form that the catalog has."""
    algorithm = like.partition(":")[0]
    return f"{algorithm}:{hashlib.new(algorithm, data).hexdigest()}"
