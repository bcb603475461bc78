# {"kind": "assert", "tests": ["assert all(map(lambda x: f(x) == x * x, [1, 2, 3]))", "assert [f(x) for x in (1, 2)] == [1, 4]"]}
def f(x): raise GeneratorExit
