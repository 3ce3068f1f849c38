"""A small real PNG, each one different: the photograph that proves an activity of the demonstration."""

import struct
import zlib

_WIDTH, _HEIGHT = 96, 64


def picture(seed: str) -> bytes:
    """A picture of two coloured fields that depend on `seed`.

    >>> picture("a")[1:4], picture("a") == picture("b")
    (b'PNG', False)
    """
    number = zlib.crc32(seed.encode())
    sky = bytes((number & 255, number >> 8 & 255, number >> 16 & 255))
    ground = bytes((number >> 24 & 255, number >> 4 & 255, number >> 12 & 255))
    rows = b"".join(b"\x00" + (sky if y < _HEIGHT // 2 else ground) * _WIDTH for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"tEXt", b"Comment\x00" + f"{number:08x}".encode())
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
