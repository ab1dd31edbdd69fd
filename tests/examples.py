"""Random examples: always the same ones, so that no change fails by an example that nobody has seen before.

With ``READINGLIST_EXAMPLES=20`` twenty times as many, and new ones in each run: what they find becomes an example that
is written down. Nothing is measured meanwhile. Imports hypothesis only.
"""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("READINGLIST_EXAMPLES", "1"))

settings.register_profile(
    "readinglist",
    max_examples=100 * TIMES,
    derandomize=TIMES == 1,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("readinglist")


def examples(count: int) -> settings:
    """``count`` examples in place of the usual hundred, where one takes longer or the cases are more."""
    return settings(max_examples=count * TIMES)
