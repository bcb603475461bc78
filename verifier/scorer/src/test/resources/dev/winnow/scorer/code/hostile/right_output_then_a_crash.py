# {"inputs": [""], "outputs": ["5\n"]}
print(5, flush=True)
import ctypes
ctypes.string_at(0)
