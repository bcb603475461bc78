# {"inputs": [""], "outputs": ["5\n"]}
import sys
while True: sys.stderr.write('x' * 10000)
