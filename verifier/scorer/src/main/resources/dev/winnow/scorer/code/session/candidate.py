# Loads the program and answers calls of its functions. It holds nothing that decides: whatever the
# program does to it, the most that can be written is an answer, and an answer counts only if it is
# the right one, which is not known here.
import types

PRELUDE = (
    "import collections, functools, heapq, itertools, math, random, re, string, sys, bisect, copy,"
    " operator, json, datetime, statistics\n"
    "from typing import *\nfrom collections import *\nfrom functools import *\n"
    "from heapq import *\nfrom itertools import *\nfrom bisect import *\nfrom math import inf, gcd, ceil, floor, sqrt\n"
)


class Served:
    def __init__(self, channel):
        self.channel = channel
        self.module = types.ModuleType("solution")
        self.objects = {}

    def load(self, request):
        sys.modules["solution"] = self.module
        names = self.module.__dict__
        if request.get("prelude"):
            exec(PRELUDE, names)
        known = set(names)
        exec(compile(request["code"], "solution.py", "exec"), names)
        return {n: self.kind(v) for n, v in list(names.items()) if n not in known or n == "Solution"}

    @staticmethod
    def kind(value):
        if isinstance(value, types.ModuleType):
            return "module " + value.__name__
        return "callable" if callable(value) else "value"

    def keep(self, value):
        self.objects[id(value)] = value
        kind = type(value)
        return ["o", id(value), kind.__name__]

    def encode(self, value):
        return Encoder(self.keep).encode(value)

    def decode(self, data):
        return Decoder(lambda key, kind: self.module.__dict__[key] if type(key) is str else self.objects[key]).decode(data)

    def target(self, request):
        if "id" in request:
            return self.objects[request["id"]]
        name = request["name"]
        if name in self.module.__dict__:
            return self.module.__dict__[name]
        return getattr(self.module.__dict__["Solution"](), name)

    def answer(self, request):
        target, op = self.target(request), request["op"]
        if op == "get":
            return {"r": self.encode(target)}
        if op == "attr":
            return {"r": self.encode(getattr(target, request["attr"]))}
        if op == "iter":
            return {"r": self.encode(iter(target))}
        if op == "next":
            return self.following(target)
        args = [self.decode(a) for a in request["args"]]
        named = {k: self.decode(v) for k, v in request.get("named", {}).items()}
        if op == "method":
            return {"r": self.encode(getattr(target, request["attr"])(*args, **named))}
        result = self.encode(target(*args, **named))
        return {"r": result, "a": self.changed(request["args"], args)}

    def following(self, target):
        try:
            return {"r": self.encode(next(target))}
        except StopIteration:
            return {"end": True}

    def changed(self, before, after):
        """What the call did to its arguments, for programs that answer in place."""
        changes = {}
        for i, value in enumerate(after):
            if type(value) in (list, dict, set):
                now = self.encode(value)
                if now != before[i]:
                    changes[i] = now
        return changes

    def serve(self):
        request = self.channel.read()
        try:
            self.channel.write("L", self.load(request))
        except BaseException as e:
            self.channel.write("X", problem(e))
            return
        while True:
            request = self.channel.read()
            if request is None:
                return
            try:
                answer = self.answer(request)
            except BaseException as e:
                self.channel.write("E", problem(e))
                continue
            self.channel.write("V", answer)


def problem(e):
    try:
        text = str(e)[:500]
    except BaseException:
        text = "its message cannot be read"
    return {"type": str(type(e).__name__)[:100], "message": text}


if __name__ == "__main__":
    Served(Channel()).serve()
    sys.stdout = None
    os._exit(0)
