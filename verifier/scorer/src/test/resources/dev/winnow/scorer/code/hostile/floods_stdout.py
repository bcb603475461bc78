# {"inputs": [""], "outputs": ["5\n"]}
while True: print('x' * 10000)
