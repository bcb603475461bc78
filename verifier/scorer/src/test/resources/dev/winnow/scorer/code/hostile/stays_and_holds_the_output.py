# {"inputs": [""], "outputs": ["5\n"]}
import os, time
if os.fork() == 0:
    os.setsid()
    time.sleep(10000)
os._exit(0)
