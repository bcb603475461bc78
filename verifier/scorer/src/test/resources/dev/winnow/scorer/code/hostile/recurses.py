# {"inputs": [[1], [2]], "outputs": [5, 6], "fn_name": "f"}
import sys
sys.setrecursionlimit(10**9)
def f(x): return [f(x)]
