"""The lab: a guarded server on this machine, and the page that it serves."""
