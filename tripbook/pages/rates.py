"""How often one client may do something: counted in the cache, by the minute."""

import hashlib

from django.core.cache import cache
from django.utils import timezone

MINUTE = 60


def is_too_often(what: str, who: str, *, most: int) -> bool:
    """Count one more time that `who` does `what`. Is it more than `most` in this minute?"""
    minute = int(timezone.now().timestamp()) // MINUTE
    client = hashlib.sha256(who.encode()).hexdigest()
    key = f"rate:{what}:{client}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key) > most
    except ValueError:
        # The cache was full and has dropped it.
        return False
