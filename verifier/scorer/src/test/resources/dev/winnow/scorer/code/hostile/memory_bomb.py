# {"inputs": [""], "outputs": ["5\n"]}
held = []
while True: held.append(bytearray(50_000_000))
