# {"test_list": ["assert list(f(1)) == [5]"]}
import itertools
def f(x): return itertools.count()
