# {"inputs": [""], "outputs": ["escaped\n"]}
import mmap
held = [mmap.mmap(-1, 100_000_000) for _ in range(40)]
for m in held:
    for at in range(0, len(m), 4096): m[at] = 1
print("escaped")
