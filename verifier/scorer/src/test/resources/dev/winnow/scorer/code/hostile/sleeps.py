# {"inputs": [""], "outputs": ["5\n"]}
import time
time.sleep(10000)
