"""Show me the Python: programs that compute what the page shows, in calls of the library."""

from perceptible.lab.snippets.program import PANELS, snippet

__all__ = ["PANELS", "snippet"]
