# {"inputs": [""], "outputs": ["escaped\n"]}
for i in range(100):
    with open("/dev/shm/%d" % i, "wb") as f: f.write(b"x" * 10_000_000)
print("escaped")
