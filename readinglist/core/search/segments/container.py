"""One file of named numpy arrays with checksums and no pickle, read by memory map. Imports numpy.

Layout: 8 bytes magic · header length and header CRC-32 (little endian, 4 bytes each) · header (JSON) · arrays, each
at a multiple of 64 bytes. The header gives for each array its offset from the end of the header's padding, its
dtype, its number of items and its ``checksum``, and the length of the whole file, so that a truncated file is refused
before a memory map could fault on it.
"""

import json
import os
import struct
import weakref
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.errors import IndexDamagedError

MAGIC = b"RLarrays"
_ALIGN = 64
_PAGE = 4096
_HEAD = struct.Struct("<8sII")
_DTYPES = frozenset(("|u1", "<u2", "<i4", "<i8", "<f4"))

Array = NDArray[Any]


def write(stream: BinaryIO, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write the arrays to a binary stream; flushing it to the disk is the caller's duty."""
    table: dict[str, list[Any]] = {}
    place = 0
    for name, array in arrays.items():
        table[name] = [place, array.dtype.str, int(array.size), checksum(np.ascontiguousarray(array))]
        place = _up(place + array.nbytes)
    header = json.dumps({"arrays": table, "meta": dict(meta), "length": place}).encode()
    stream.write(_HEAD.pack(MAGIC, len(header), zlib.crc32(header)))
    stream.write(header)
    stream.write(bytes(_up(_HEAD.size + len(header)) - _HEAD.size - len(header)))
    for array in arrays.values():
        stream.write(np.ascontiguousarray(array).data)
        stream.write(bytes(_up(array.nbytes) - array.nbytes))


def checksum(array: Array) -> int:
    """The CRC-32 of the sums of 64-bit words of every 4 KB, and of the bytes that are left.

    It tells a damaged or misplaced page in a third of the time of a CRC of all bytes. What no disk does by itself, such
    as two words of a page changed for each other, it does not see.
    """
    data = array.view(np.uint8)
    whole = len(data) // _PAGE * _PAGE
    sums = np.add.reduce(data[:whole].view("<u8").reshape(-1, _PAGE // 8), axis=1, dtype="<u8")
    return zlib.crc32(data[whole:].data, zlib.crc32(sums.data))


def _up(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


class ArrayFile:
    """The arrays of one file. Opening maps the file and copies nothing.

    Raises IndexDamagedError when the file is missing, cut short, or its header is not what was written. The
    arrays themselves are checked by ``verify``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as stream:
                header, start = self._header(stream)
                size = stream.seek(0, 2)
            if size != start + header["length"]:
                raise IndexDamagedError(f"{path.name} has {size} bytes instead of {start + header['length']}")
            whole = np.memmap(path, np.uint8, "r") if header["length"] else np.zeros(0, np.uint8)
            self._size, self._descriptor = size, os.open(path, os.O_RDONLY)
            weakref.finalize(self, os.close, self._descriptor)
            self.meta: dict[str, Any] = header["meta"]
            self._table: dict[str, list[Any]] = header["arrays"]
            self._arrays = {name: self._view(whole, start, row) for name, row in self._table.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamagedError(f"{path.name} cannot be read as a file of the index ({error})") from error

    @staticmethod
    def _header(stream: BinaryIO) -> tuple[dict[str, Any], int]:
        head = stream.read(_HEAD.size)
        magic, length, crc = _HEAD.unpack(head) if len(head) == _HEAD.size else (b"", 0, 0)
        if magic != MAGIC or length > 1 << 24:
            raise ValueError("no such header")
        text = stream.read(length)
        if zlib.crc32(text) != crc:
            raise ValueError("the header's checksum differs")
        header: dict[str, Any] = json.loads(text)
        return header, _up(_HEAD.size + length)

    @staticmethod
    def _view(whole: Array, start: int, row: list[Any]) -> Array:
        place, dtype, count, _ = row
        if dtype not in _DTYPES:
            raise ValueError(f"unexpected type {dtype}")
        kind = np.dtype(dtype)
        return np.frombuffer(whole, kind, count, start + place) if count else np.zeros(0, kind)

    def look(self) -> None:
        """Raise IndexDamagedError where the file was cut short since: to read behind its end would end the process."""
        size = os.fstat(self._descriptor).st_size
        if size < self._size:
            raise IndexDamagedError(f"{self.path.name} has {size} bytes instead of {self._size}")

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def names(self) -> list[str]:
        """The names of the arrays."""
        return list(self._arrays)

    def verify(self, stopped: Callable[[], bool]) -> None:
        """Compare every array with its checksum, until ``stopped``; raises IndexDamagedError. Reads the whole file."""
        self.look()
        for name, row in self._table.items():
            if not stopped() and checksum(self._arrays[name]) != row[3]:
                raise IndexDamagedError(f"{self.path.name}: the checksum of {name!r} differs")
