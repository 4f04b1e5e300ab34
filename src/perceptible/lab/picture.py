"""A picture that the user dropped on the page: read and prepared by the library, with every step to look at."""

from __future__ import annotations

import base64
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from perceptible.arrays import FloatArray
from perceptible.data.prepare import Prepared, prepare_picture
from perceptible.errors import PerceptibleError
from perceptible.lab.guard import failure
from perceptible.lab.images import image_bytes

__all__ = ["picture"]

UNREADABLE = 422


async def picture(request: Request) -> Response:
    """Answer the bytes of a picture with its pixels, the steps to them and the color of its ink.

    Parameters
    ----------
    request : Request
        Its body is the picture, as the file holds it.

    Returns
    -------
    Response
        ``{"pixels": [...], "steps": [{"name", "width", "height", "pixels"}], "ink_color"}``, the pixels of each step as
        bytes in base 64; or the sentence that says why it is none.
    """
    body = await request.body()
    try:
        prepared = await anyio.to_thread.run_sync(prepare_picture, body)
    except PerceptibleError as error:
        return failure(UNREADABLE, str(error))
    return JSONResponse(_described(prepared))


def _described(prepared: Prepared) -> dict[str, Any]:
    """Return what the page is told of a prepared picture."""
    return {
        "pixels": prepared.inputs.tolist(),
        "steps": [_step(name, image) for name, image in prepared.pictures.items()],
        "ink_color": prepared.ink_color,
    }


def _step(name: str, image: FloatArray) -> dict[str, Any]:
    """Return one step as bytes."""
    height, width = image.shape
    pixels = base64.b64encode(image_bytes(image).tobytes()).decode()
    return {"name": name, "width": width, "height": height, "pixels": pixels}
