"""The window: the only rooms with Qt. May import core.library, records, settings, errors and paths."""
