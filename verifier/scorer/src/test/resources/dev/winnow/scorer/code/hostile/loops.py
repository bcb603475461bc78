# {"inputs": [""], "outputs": ["5\n"]}
while True: pass
