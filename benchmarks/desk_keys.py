"""From a key to the next painted frame, in Chromium: what `desk.py --keys` measures."""

import os
import threading
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler

from playwright.sync_api import sync_playwright

KEYS = ("j", "a")
# The frame after the handlers of a key have run, counted from when the key was pressed.
_WATCH = """() => {
  window.painted = [];
  addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - event.timeStamp);
      channel.port2.postMessage("");
    });
  }, true);
}"""


def measure_keys(desk, rounds) -> dict[str, list[float]]:
    """The milliseconds of each press of each key on the desk's article."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs an event loop in this thread
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        session = desk.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        times = {}
        for key in KEYS:
            page.goto(f"{address}{desk.article.get_absolute_url()}")
            page.wait_for_load_state("networkidle")
            page.evaluate(_WATCH)
            for _ in range(rounds):
                page.keyboard.press(key)
                page.wait_for_timeout(150)
            times[key] = page.evaluate("window.painted")
        browser.close()
    return times


@contextmanager
def served():
    """The application at an address of its own, in a thread."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
