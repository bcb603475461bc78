# {"inputs": [""], "outputs": ["escaped\n"]}
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for number in (321, 298, 323, 425, 175, 246, 248, 304, 135, 29):
    if libc.syscall(number, 0, 0, 0, 0, 0) >= 0: print("escaped")
