# {"inputs": [""], "outputs": ["1\n2\n"]}
print(1)
print(2)
print(3)
