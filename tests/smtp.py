"""A mail server that keeps what it receives, spoken to over a real socket."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager


class Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as Django's own backend speaks."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                if not self.receive():
                    return
            self.say("221 bye" if verb == "QUIT" else "250 ok")

    def receive(self):
        """Keep a message once its last line is there; what breaks off sooner is none."""
        raw = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            raw += line.removeprefix(b".") if line[:2] == b".." else line
        self.server.received.append(email.message_from_bytes(raw, policy=email.policy.default))
        return True

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink():
    """Yield the port of a mail server and the list of what it receives."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.received = []
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server.server_address[1], server.received
        server.shutdown()
