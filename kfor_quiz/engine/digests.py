"""Choices that look random and are the same on any machine: they follow from SHA-256 of what is chosen."""

import hashlib


def digest(*parts: str) -> str:
    """64 hex digits that depend on every part and on where each ends."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def digest_number(*parts: str, below: int) -> int:
    """A number from 0 to `below` - 1."""
    return int(digest(*parts), 16) % below
