# {"kind": "script", "tests": ["try:\n    f(-1)\nexcept Exception:\n    pass\nelse:\n    assert False"]}
import os
def f(x): os._exit(0)
