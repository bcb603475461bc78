# {"inputs": [""], "outputs": ["escaped\n"]}
import os
total = 0
for i in range(100):
    with open("/box/%d" % i, "wb") as f:
        for _ in range(10): total += f.write(b"x" * 1_000_000)
print("escaped")
