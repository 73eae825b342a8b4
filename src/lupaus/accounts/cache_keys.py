"""Names of cache entries, hashed: a rate limit's name holds an IP address, which the table may not show.

Source: notice, "Rekisterin tietosisältö" (IP address); trust, S27.
"""

from lupaus.keys.blind import blind

__all__ = ["hashed"]


def hashed(key: str, key_prefix: str, version: int) -> str:
    """Return the name under which a cache entry is kept (Django's KEY_FUNCTION)."""
    return f"{version}:{blind('cache', f'{key_prefix}:{key}')}"
