# {"inputs": [""], "outputs": ["escaped\n"]}
for name in ("/usr/bin/x", "/usr/lib/x", "/etc/x", "/x", "/dev/x", "/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/self/oom_score_adj_"):
    try:
        open(name, "w").write("x"); print("escaped")
    except OSError: pass
