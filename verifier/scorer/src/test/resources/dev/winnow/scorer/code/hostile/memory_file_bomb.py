# {"inputs": [""], "outputs": ["escaped\n"]}
import os
fd = os.memfd_create("m")
print("escaped")
