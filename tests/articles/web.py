"""A web server on loopback that answers what a test says."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Web:
    """`pages` maps a path to a function that answers a request handler; `asked` keeps them."""

    address: str = ""
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Answer a path with a body; header names are written with underscores."""

        def answer(handler):
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)


@contextmanager
def served():
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            web.asked.append(self)
            page = web.pages.get(self.path)
            if page is None:
                self.send_error(404)
            else:
                page(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.address = f"127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
