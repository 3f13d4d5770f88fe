"""The web server: workers share what was loaded before they were forked."""

import importlib
import os

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True
control_socket_disable = True
max_requests = 5000
max_requests_jitter = 500
timeout = 60


def when_ready(server):
    """Load WeasyPrint once, since importing it takes seconds."""
    try:
        importlib.import_module("weasyprint")
    except OSError as missing_library:
        server.log.warning("certificates cannot be made into PDF: %s", missing_library)
