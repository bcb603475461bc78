# {"inputs": [""], "outputs": ["5\n"]}
i = 0
while True:
    open("/box/%d" % i, "w").close(); i += 1
