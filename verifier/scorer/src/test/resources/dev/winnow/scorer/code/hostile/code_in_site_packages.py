# {"inputs": [""], "outputs": ["escaped\n"]}
import site, sys, os
for place in sys.path + [site.getusersitepackages()]:
    try:
        os.makedirs(place, exist_ok=True); open(place + "/sitecustomize.py", "w").write("print(5)")
        if not place.startswith("/box"): print("escaped")
    except OSError: pass
