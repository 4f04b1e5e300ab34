"""Where the lab was last: its port and its key are kept, so that a page that is open survives a restart."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from perceptible.environment import kept_folder
from perceptible.lab.guard import new_token

__all__ = ["Address", "keep_address", "last_address"]

LARGEST_PORT = 65535
LONGEST_FILE = 1000
TOKEN = re.compile(r"[\w-]{43}")
ONLY_OWNER = 0o600


@dataclass(frozen=True)
class Address:
    """Where the lab listens, and the key to it.

    Parameters
    ----------
    port : int
        0: any free one.
    token : str
        From `new_token`.
    """

    port: int
    token: str


def last_address() -> Address:
    """Return port and key of last time; any free port and a new key where nothing is kept, or nothing readable."""
    try:
        kept = json.loads(_path().read_bytes()[:LONGEST_FILE])
        port, token = kept["port"], kept["token"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Address(0, new_token())
    good = type(port) is int and 0 < port <= LARGEST_PORT and isinstance(token, str) and TOKEN.fullmatch(token)
    return Address(port, token) if good else Address(0, new_token())


def keep_address(address: Address) -> None:
    """Keep port and key for the next time, readable by this user alone; the lab also runs where that cannot be."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(ONLY_OWNER)
        path.chmod(ONLY_OWNER)
        path.write_text(json.dumps({"port": address.port, "token": address.token}), encoding="ascii")
    except OSError:
        pass


def _path() -> Path:
    """Return the file of the address."""
    return kept_folder() / "lab.json"
