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
                self.server.received.append(self.message())
            self.say("221 bye" if verb == "QUIT" else "250 ok")

    def message(self):
        lines = iter(self.rfile.readline, b".\r\n")
        raw = b"".join(line.removeprefix(b".") if line[:2] == b".." else line for line in lines)
        return email.message_from_bytes(raw, policy=email.policy.default)

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink():
    """Yield the port of a mail server and the list of what it receives."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.received = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], server.received
        server.shutdown()
