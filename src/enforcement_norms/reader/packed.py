"""Plain values as bytes (紧凑字节), to hand them from process to process and to keep them; several times as fast as pickle.

Importing this module imports msgspec.
"""

from __future__ import annotations

from typing import Final

from msgspec import msgpack

pack: Final = msgpack.Encoder().encode
"""Texts, whole numbers, moments and tuples of them as bytes: equal values of one type alike, others otherwise.

Raises:
    UnicodeEncodeError: half a character, which JSON can name but no text can hold.
    OverflowError: an integer of more than 64 bits.
"""
unpack: Final = msgpack.Decoder().decode
"""What was packed: moments are ISO text, what was a tuple is a list."""
