"""Takes the pictures of the README from the current build: docs/images/*.png.

Two are pages of the dashboard, the others are made from tables of the build and the models' graph.
Needs Chromium (Debian: apt-get install chromium); asks no other host for anything.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["chromium", "chromium-browser", "google-chrome"]
START_SECONDS = 60


def chromium() -> str | None:
    """Path of an installed Chromium; None without one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium; raises Problem if none is installed."""
    program = chromium()
    if program is None:
        raise Problem("No Chromium is installed. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The dashboard over a database on a free port of this computer; gives its address.

    Raises Problem if it does not start.
    """
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", f"--server.port={port}"],
        cwd=ROOT,
        env=os.environ | {"TICKETS_DATABASE": str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Returns once the url answers; raises Problem if the server ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Problem("The dashboard did not start. Try: make dashboard")


def opened(page: Page, url: str) -> None:
    """Goes to a page of the dashboard and waits until all of it is drawn."""
    page.goto(url)
    page.get_by_text("As of").first.wait_for()
    settled(page)


def settled(page: Page) -> None:
    """Waits until Streamlit has run and the charts stand."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
        ".every(chart => chart.querySelector('svg.marks'))"
    )
