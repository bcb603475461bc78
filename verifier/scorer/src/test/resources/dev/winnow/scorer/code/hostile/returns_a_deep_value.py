# {"inputs": [[1], [2]], "outputs": [5, 6], "fn_name": "f"}
def f(x):
    v = []
    for _ in range(100000): v = [v]
    return v
