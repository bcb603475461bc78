# {"inputs": [""], "outputs": ["escaped\n"]}
import os
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.chroot("/box")):
    try: call(); print("escaped")
    except OSError: pass
