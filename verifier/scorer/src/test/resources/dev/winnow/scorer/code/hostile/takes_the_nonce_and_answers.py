# {"inputs": [[1], [2]], "outputs": [5, 6], "fn_name": "f"}
import gc
def f(x):
    for o in gc.get_objects():
        if type(o).__name__ == "Channel":
            for value in ("any", None, True, ["l"]):
                o.write("V", {"r": value, "a": {}})
    return x
