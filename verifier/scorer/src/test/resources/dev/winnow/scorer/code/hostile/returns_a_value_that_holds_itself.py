# {"inputs": [[1], [2]], "outputs": [5, 6], "fn_name": "f"}
def f(x):
    v = []
    v.append(v)
    return v
