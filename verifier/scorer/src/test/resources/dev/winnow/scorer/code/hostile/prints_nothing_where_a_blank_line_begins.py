# {"inputs": [""], "outputs": ["\n5\n"]}
pass
