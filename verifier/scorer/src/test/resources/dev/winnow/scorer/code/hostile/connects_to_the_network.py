# {"inputs": [""], "outputs": ["escaped\n"]}
import socket
for family, address in ((socket.AF_INET, ("127.0.0.1", 22)), (socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET6, ("::1", 22))):
    try:
        s = socket.socket(family, socket.SOCK_DGRAM); s.connect(address); s.send(b"x"); print("escaped")
    except OSError: pass
