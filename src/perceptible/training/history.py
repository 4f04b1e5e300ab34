"""History: what was measured after each epoch, as rows and as columns."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from perceptible.errors import FormatError, MissingPackageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EpochRow", "History"]


@dataclass(frozen=True, kw_only=True)
class EpochRow:
    """What was measured in and after one epoch.

    Parameters
    ----------
    epoch : int
        Epochs finished, from 1.
    step : int
        Steps made, from the start of the training.
    learning_rate : float
        At the last step of the epoch.
    train_cost, train_accuracy : float
        Averaged over the mini-batches as they were seen, while the network changed.
    validation_cost, validation_accuracy : float or None
        After the epoch, on held-out training images; None without them.
    test_cost, test_accuracy : float or None
        After the epoch, on test images. They are shown and never used to choose.
    """

    epoch: int
    step: int
    learning_rate: float
    train_cost: float
    train_accuracy: float
    validation_cost: float | None = None
    validation_accuracy: float | None = None
    test_cost: float | None = None
    test_accuracy: float | None = None


@dataclass(frozen=True)
class History:
    """The rows of all epochs so far.

    Parameters
    ----------
    rows : tuple of EpochRow
        One for each finished epoch.

    Examples
    --------
    >>> row = EpochRow(epoch=1, step=6000, learning_rate=1.5, train_cost=0.4, train_accuracy=0.75)
    >>> History((row,)).columns["train_cost"]
    [0.4]
    """

    rows: tuple[EpochRow, ...] = ()

    def __len__(self) -> int:
        """Return the number of finished epochs."""
        return len(self.rows)

    def with_row(self, row: EpochRow) -> History:
        """Return a history that is one row longer."""
        return History((*self.rows, row))

    @property
    def columns(self) -> dict[str, list[float | int | None]]:
        """Return one list for each measurement, all of the same length."""
        return {field.name: [getattr(row, field.name) for row in self.rows] for field in fields(EpochRow)}

    def to_csv(self) -> str:
        """Return the history as CSV text: a line of names, a line for each epoch, nothing where not measured."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(zip(*self.columns.values(), strict=True))
        return text.getvalue()

    def to_json(self) -> str:
        """Return the history as JSON text: an object of columns."""
        return json.dumps(self.columns)

    @classmethod
    def from_json(cls, text: str) -> History:
        """Return the history that `to_json` wrote.

        Raises
        ------
        FormatError
            If the text is anything else.
        """
        try:
            columns = json.loads(text)
            values = zip(*columns.values(), strict=True)
            return cls(tuple(EpochRow(**dict(zip(columns, row, strict=True))) for row in values))
        except (ValueError, TypeError, AttributeError, RecursionError) as problem:
            msg = (
                f"the text is no history ({problem}), expected an object of columns of one length. "
                "Use what History.to_json wrote."
            )
            raise FormatError(msg) from None

    def to_pandas(self) -> pd.DataFrame:
        """Return the history as a data frame, one row for each epoch.

        Raises
        ------
        MissingPackageError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingPackageError("pandas", "notebook") from None
        return pd.DataFrame([asdict(row) for row in self.rows])
