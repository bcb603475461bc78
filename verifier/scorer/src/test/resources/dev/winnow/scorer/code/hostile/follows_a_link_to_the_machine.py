# {"inputs": [""], "outputs": ["escaped\n"]}
import os
for target in ("/etc/shadow", "/etc/passwd", "/root", "/home", "/proc/1/root/etc/passwd", "/proc/1/root/root", "/proc/1/cwd/../etc/passwd"):
    try:
        os.symlink(target, "/box/link"); open("/box/link").read(); print("escaped")
    except IsADirectoryError: print("escaped")
    except OSError: pass
    finally: os.unlink("/box/link")
