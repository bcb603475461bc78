# {"inputs": [""], "outputs": ["escaped\n"]}
import fcntl
for name in ("/dev/tty", "/proc/self/fd/0"):
    try:
        fcntl.ioctl(open(name), 0x5412, b"x"); print("escaped")
    except OSError: pass
