# {"inputs": [""], "outputs": ["escaped\n"]}
import os, stat
try:
    os.mknod("/box/mem", stat.S_IFCHR | 0o600, os.makedev(1, 1)); print("escaped")
except OSError: pass
for name in ("/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/dev/kvm", "/dev/fuse"):
    try: open(name, "rb"); print("escaped")
    except OSError: pass
