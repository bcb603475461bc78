# {"inputs": [""], "outputs": ["5\n"]}
print(5, flush=True)
import os
os._exit(3)
