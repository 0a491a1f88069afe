"""Reading of protobuf messages what Anki's collections need: fields that are numbers or text, without the schema of the rest.

The wire format: https://protobuf.dev/programming-guides/encoding/.
"""

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_MOST_DIGITS = 10


def read_message(content: bytes) -> dict[int, int | bytes]:
    """The fields of a message by number; of one that stands several times the last. Raise ValueError where it is none."""
    fields: dict[int, int | bytes] = {}
    place = 0
    while place < len(content):
        tag, place = _read_varint(content, place)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            fields[number], place = _read_varint(content, place)
            continue
        if kind == _BYTES:
            length, place = _read_varint(content, place)
        elif kind in {_FIXED_64, _FIXED_32}:
            length = 8 if kind == _FIXED_64 else 4
        else:
            raise ValueError(f"no such kind of field: {kind}")
        fields[number], place = content[place : place + length], place + length
    if place > len(content):
        raise ValueError("the message is cut off")
    return fields


def read_number(content: bytes, field: int) -> int:
    """A number of a message; 0 where it does not stand, as protobuf has it."""
    value = read_message(content).get(field, 0)
    return value if isinstance(value, int) else 0


def read_text(content: bytes, field: int) -> str:
    """A text of a message; empty where it does not stand."""
    value = read_message(content).get(field, b"")
    return value.decode(errors="replace") if isinstance(value, bytes) else ""


def _read_varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of as many bytes as it needs, the lowest seven bits first, and the place behind it."""
    number = 0
    for shift, byte in enumerate(content[place : place + _MOST_DIGITS]):
        number |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            return number, place + shift + 1
    raise ValueError("a number is cut off")
