"""Files that survive: written whole or not at all, read with a limit, folders used by one process at a time."""

from perceptible.files.atomic import remove_leftovers, write_atomically
from perceptible.files.failures import cannot_read, cannot_write
from perceptible.files.locks import FolderLock
from perceptible.files.reading import json_object, opened, read_small

__all__ = [
    "FolderLock",
    "cannot_read",
    "cannot_write",
    "json_object",
    "opened",
    "read_small",
    "remove_leftovers",
    "write_atomically",
]
