# Values as data: what both drivers write and read, one JSON document for each value.
#   null, true, false, "text"        themselves
#   ["i", "-2a"] ["f", "0.5"] ["c", "1.0", "2.0"] ["b", "00ff"]   number in hexadecimal, float, complex, bytes
#   ["l", ...] ["t", ...] ["s", ...] ["z", ...]                   list, tuple, set, frozenset
#   ["d", [key, value], ...]                                      dict
#   ["D", "0.10"] ["F", "1/3"]                                    decimal, fraction
#   ["o", id, "type"]                                             an object that stays where it is
import json
import os
import sys

MAX_ITEMS = 2_000_000
MAX_DEPTH = 200
EXACT = {"Decimal": "D", "Fraction": "F"}


class NotData(Exception):
    pass


class Encoder:
    """Writes values. `special` writes what is not data; it raises NotData where it cannot."""

    def __init__(self, special):
        self.special = special
        self.items = 0

    def encode(self, value, depth=0):
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise NotData("a value is too deep or too large")
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        if kind is int:
            return ["i", format(value, "x")]
        if kind is float:
            return ["f", repr(value)]
        if kind is list:
            return ["l"] + [self.encode(v, depth + 1) for v in value]
        if kind is tuple:
            return ["t"] + [self.encode(v, depth + 1) for v in value]
        if kind is dict:
            return ["d"] + [
                [self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()
            ]
        if kind is set:
            return ["s"] + self.ordered(value, depth)
        if kind is frozenset:
            return ["z"] + self.ordered(value, depth)
        if kind is complex:
            return ["c", repr(value.real), repr(value.imag)]
        if kind is bytes or kind is bytearray:
            return ["b", value.hex()]
        return self.encode_other(value, kind, depth)

    def ordered(self, value, depth):
        return sorted((self.encode(v, depth + 1) for v in value), key=json.dumps)

    def encode_other(self, value, kind, depth):
        # Types of libraries that are made of data. A type that the program made itself is one of
        # these too if it inherits from one: what it holds counts, not how it compares.
        for base in (bool, int, float, str, bytes, dict, list, set, frozenset):
            if issubclass(kind, base):
                return self.encode(base(value), depth + 1)
        if issubclass(kind, tuple):
            return self.encode(tuple(value), depth + 1)
        if kind.__module__ == "collections" and kind.__name__ == "deque":
            return self.encode(list(value), depth + 1)
        if kind in (type({}.keys()), type({}.values()), type({}.items()), range):
            return self.encode(list(value), depth + 1)
        if kind.__module__ in ("decimal", "fractions") and kind.__name__ in EXACT:
            return [EXACT[kind.__name__], str(value)]
        if kind.__module__.partition(".")[0] == "numpy" and hasattr(value, "tolist"):
            return self.encode(value.tolist(), depth + 1)
        return self.special(value)


class Decoder:
    """Reads values. `special` makes something of ["o", id, type]."""

    def __init__(self, special):
        self.special = special

    def decode(self, data, depth=0):
        if depth > MAX_DEPTH:
            raise NotData("a value is too deep")
        if data is None or data is True or data is False or type(data) is str:
            return data
        if type(data) is not list or not data or type(data[0]) is not str:
            raise NotData("a value has no type")
        tag, rest = data[0], data[1:]
        if tag == "i":
            return int(rest[0], 16)
        if tag == "f":
            return float(rest[0])
        if tag == "c":
            return complex(float(rest[0]), float(rest[1]))
        if tag == "b":
            return bytes.fromhex(rest[0])
        if tag == "D" or tag == "F":
            import decimal
            import fractions

            return decimal.Decimal(rest[0]) if tag == "D" else fractions.Fraction(rest[0])
        if tag == "o":
            return self.special(rest[0], rest[1])
        if tag == "d":
            return {self.decode(k, depth + 1): self.decode(v, depth + 1) for k, v in rest}
        values = [self.decode(v, depth + 1) for v in rest]
        if tag == "l":
            return values
        if tag == "t":
            return tuple(values)
        if tag == "s":
            return set(values)
        if tag == "z":
            return frozenset(values)
        raise NotData("a value has the type " + tag)


class Channel:
    """Lines to and from the worker, each after the nonce. What the program prints goes elsewhere."""

    def __init__(self):
        self.lines = os.fdopen(os.dup(0), "rb")
        self.out = os.dup(1)
        null = os.open("/dev/null", os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        self.nonce = self.lines.readline().decode("ascii").strip()

    def read(self):
        line = self.lines.readline()
        return json.loads(line) if line else None

    def write(self, kind, value):
        # The encoder writes ASCII, without a line break.
        data = (self.nonce + " " + kind + " " + json.dumps(value) + "\n").encode("ascii")
        while data:
            data = data[os.write(self.out, data):]
