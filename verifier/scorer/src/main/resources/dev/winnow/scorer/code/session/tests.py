# Runs tests that are code. The program is elsewhere: its functions are names here that ask for an
# answer, and the answer is data made here, so that nothing of the program's own compares, prints or
# exits in this process.
import ast
import builtins
import types


class CandidateError(Exception):
    """What the program raised, where that is no ordinary exception of Python."""


class Unsupported(BaseException):
    """The tests need something of the program that cannot be sent as data."""


# An exception that means something to whoever iterates, exits or skips must not come from outside.
REFUSED = (StopIteration, StopAsyncIteration, GeneratorExit, SystemExit, KeyboardInterrupt)


# What tests use without an import, because programs often have it: never the program's own.
COMMON = {
    "Counter": "collections",
    "OrderedDict": "collections",
    "defaultdict": "collections",
    "deque": "collections",
    "namedtuple": "collections",
    "Decimal": "decimal",
    "Fraction": "fractions",
    "isclose": "math",
}


def raised(error):
    kind = getattr(builtins, str(error.get("type")), None)
    text = str(error.get("message"))
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, REFUSED):
        try:
            return kind(text)
        except Exception:
            return CandidateError(text)
    return CandidateError("%s: %s" % (error.get("type"), text))


class Remote:
    def __init__(self, channel):
        self.channel = channel

    def ask(self, **request):
        self.channel.write("C", request)
        reply = self.channel.read()
        if reply is None:
            os._exit(3)
        if reply["kind"] != "V":
            raise raised(reply["data"])
        return reply["data"]

    def decode(self, data):
        return Decoder(lambda key, kind: Thing(self, key, str(kind))).decode(data)

    def encode(self, value):
        return Encoder(self.special).encode(value)

    @staticmethod
    def special(value):
        if isinstance(value, Function):
            return ["o", value.asked, "function"]
        if isinstance(value, Thing):
            return ["o", value.asked, "object"]
        raise Unsupported("an argument of the type %s cannot be sent" % type(value).__name__)

    def value(self, **request):
        return self.decode(self.ask(**request).get("r"))

    def call(self, where, args, named):
        sent = {k: self.encode(v) for k, v in named.items()}
        reply = self.ask(op="call", args=[self.encode(a) for a in args], named=sent, **where)
        for place, now in reply.get("a", {}).items():
            replace(args[int(place)], self.decode(now))
        return self.decode(reply.get("r"))


def replace(old, new):
    if type(old) is not type(new):
        return
    if type(old) is list:
        old[:] = new
    elif type(old) in (dict, set):
        old.clear()
        old.update(new)


class Function:
    """A function or a class of the program, by its name."""

    def __init__(self, remote, name):
        self.remote = remote
        self.asked = name
        self.__name__ = name

    def __call__(self, *args, **named):
        return self.remote.call({"name": self.asked}, args, named)


class Thing:
    """An object of the program. It equals itself alone, whatever its class says."""

    def __init__(self, remote, key, kind):
        self.remote = remote
        self.asked = key
        self.kind = kind

    def __call__(self, *args, **named):
        return self.remote.call({"id": self.asked}, args, named)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.remote.value(op="attr", id=self.asked, attr=name)

    def method(self, name, *args):
        sent = [self.remote.encode(a) for a in args]
        return self.remote.value(op="method", id=self.asked, attr=name, args=sent)

    def __iter__(self):
        iterator = self.remote.ask(op="iter", id=self.asked)["r"]
        while True:
            reply = self.remote.ask(op="next", id=iterator[1])
            if "end" in reply:
                return
            yield self.remote.decode(reply.get("r"))

    def __eq__(self, other):
        return type(other) is Thing and self.asked == other.asked

    def __hash__(self):
        return hash(self.asked)

    def __len__(self):
        try:
            return as_type(int, self.method("__len__"))
        except AttributeError:
            raise TypeError("an object of the type %s has no length" % self.kind) from None

    def __str__(self):
        return as_type(str, self.method("__str__"))

    def __repr__(self):
        return as_type(str, self.method("__repr__"))

    def __getitem__(self, key):
        return self.method("__getitem__", key)

    def __bool__(self):
        raise CandidateError("an object of the type %s is neither true nor false" % self.kind)


def as_type(kind, value):
    if type(value) is not kind:
        raise CandidateError("want %s" % kind.__name__)
    return value


class Runner:
    def __init__(self, channel, order):
        self.channel = channel
        self.order = order
        self.remote = Remote(channel)
        self.module = types.ModuleType("__main__")
        self.names = self.module.__dict__

    def missing(self, tree):
        """Gives the names that the tests use and do not define: Python's own come from Python."""
        nodes = list(ast.walk(tree))
        bases = {id(n.value) for n in nodes if isinstance(n, ast.Attribute)}
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                if node.id not in self.names:
                    self.find(node.id, id(node) in bases)

    def find(self, name, has_attributes):
        known = self.order["names"]
        if name in self.order["defines"] and name in known:
            self.names[name] = self.made(name, known[name])
        elif hasattr(builtins, name):
            return
        elif has_attributes and name in sys.stdlib_module_names:
            self.names[name] = __import__(name)
        elif name in COMMON:
            self.names[name] = getattr(__import__(COMMON[name]), name)
        elif name in known:
            self.names[name] = self.made(name, known[name])

    def made(self, name, kind):
        word, _, module = kind.partition(" ")
        if word == "module":
            if module.partition(".")[0] not in sys.stdlib_module_names:
                raise Unsupported("the tests need the module " + module)
            return __import__(module, fromlist=["*"])
        return Function(self.remote, name) if word == "callable" else self.remote.value(op="get", name=name)

    def serve_module(self):
        solution = types.ModuleType("solution")
        for name, kind in self.order["names"].items():
            if kind == "callable":
                solution.__dict__[name] = Function(self.remote, name)
        for name in ("solution", "candidate", "main_solution"):
            sys.modules[name] = solution

    def prepare(self):
        sys.modules["__main__"] = self.module
        self.names["__builtins__"] = builtins
        self.serve_module()
        if self.order.get("setup"):
            self.run(self.order["setup"], "setup.py")
        entry = self.order.get("entry")
        if entry:
            self.names[entry] = Function(self.remote, entry)

    def run(self, text, name):
        tree = ast.parse(text, name)
        self.missing(tree)
        exec(compile(tree, name, "exec"), self.names)

    def serve(self):
        try:
            self.prepare()
            for text in self.order["tests"]:
                ast.parse(text)
        except BaseException as e:
            return self.channel.write("B", {"reason": said(e)})
        for number, text in enumerate(self.order["tests"]):
            self.test(number, lambda: self.script(number, text))
        self.channel.write("D", {})

    def script(self, number, text):
        before = set(self.names)
        self.run(text, "test_%d.py" % number)
        entry = self.order.get("entry")
        if entry and "check" in self.names:
            self.names["check"](self.names[entry])
        added = [v for n, v in list(self.names.items()) if n not in before]
        for value in added:
            if isinstance(value, types.FunctionType) and value.__name__.startswith("test_"):
                value()
            elif isinstance(value, type) and "unittest" in sys.modules:
                self.cases(value)

    @staticmethod
    def cases(value):
        import unittest

        if issubclass(value, unittest.TestCase):
            result = unittest.TestResult()
            unittest.defaultTestLoader.loadTestsFromTestCase(value).run(result)
            bad = result.failures + result.errors
            if bad or result.testsRun == 0 or result.skipped:
                raise AssertionError(bad[0][1] if bad else "no test of %s ran" % value.__name__)

    def test(self, number, work):
        self.channel.write("S", {"test": number})
        try:
            work()
        except Unsupported as e:
            return self.channel.write("B", {"reason": said(e)})
        except SystemExit as e:
            passed = e.code in (None, 0, False)
            return self.channel.write("R", {"passed": passed, "reason": "" if passed else said(e)})
        except BaseException as e:
            return self.channel.write("R", {"passed": False, "reason": said(e)})
        self.channel.write("R", {"passed": True, "reason": ""})


def said(e):
    return ("%s: %s" % (type(e).__name__, e))[:500]


if __name__ == "__main__":
    channel = Channel()
    Runner(channel, channel.read()).serve()
    os._exit(0)
