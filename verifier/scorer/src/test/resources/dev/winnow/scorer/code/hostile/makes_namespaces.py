# {"inputs": [""], "outputs": ["escaped\n"]}
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x10000000) == 0: print("escaped")
if libc.mount(b"none", b"/box", b"tmpfs", 0, None) == 0: print("escaped")
if libc.setns(3, 0) == 0: print("escaped")
if libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) > 0: print("escaped")
