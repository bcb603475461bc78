# {"inputs": ["1", "2"], "outputs": ["zero", "left"]}
import os
print("left" if os.path.exists("/box/left") else "none")
open("/box/left", "w").write(input())
