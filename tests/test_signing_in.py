"""Signing in with a provider of OpenID Connect, in a real browser; skipped without chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from app.schema import Claim
from app.store import open_ledger, reading
from app.store.decisions import decisions_of
from tests.conftest import free_port
from tests.dashboard_samples import MAIN, WINDOW, fill, small_ledger
from tests.test_browser import FLAGS, PATIENCE_MS, _wait_for

jwt = pytest.importorskip("joserfc.jwt", reason="signing in needs the extra auth")
jwk = pytest.importorskip("joserfc.jwk", reason="signing in needs the extra auth")

WINDOW_ID = Claim.of(WINDOW, None).id
CLIENT = "hearsay"
SECRETS = """
[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "some words that nobody else knows, for this test alone"
client_id = "{client}"
client_secret = "spoons"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


class Provider(BaseHTTPRequestHandler):
    """Says at once that Ann is signed in, whoever asks."""

    key: ClassVar[Any] = None
    nonce: ClassVar[str] = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            Provider.nonce = asked["nonce"]
            back = urlencode({"code": "one", "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        elif parts.path == "/keys":
            self._answer({"keys": [self.key.as_dict(private=False)]})
        else:
            self._answer(self._metadata())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        said = {
            "iss": self._issuer,
            "aud": CLIENT,
            "sub": "7",
            "iat": now,
            "exp": now + 600,
            "nonce": self.nonce,
            "name": "Ann Quill",
            "email": "ann@example.org",
            "email_verified": True,
        }
        token = jwt.encode({"alg": "RS256", "kid": "k"}, said, self.key)
        self._answer({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_: Any) -> None:
        """A test says nothing."""

    @property
    def _issuer(self) -> str:
        return f"http://{self.headers['Host']}"

    def _metadata(self) -> dict[str, Any]:
        places = {"authorization": "/authorize", "token": "/token"}
        return {
            "issuer": self._issuer,
            "jwks_uri": f"{self._issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            **{f"{name}_endpoint": self._issuer + path for name, path in places.items()},
        }

    def _answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def provider() -> Iterator[str]:
    """The address of a provider on this machine."""
    Provider.key = jwk.RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def ledger_of_site(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    fill(url, small_ledger())
    return url


@pytest.fixture
def site(provider: str, ledger_of_site: str, tmp_path: Path) -> Iterator[str]:
    """The dashboard's address, where Ann may decide once she has signed in."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    (tmp_path / ".streamlit").mkdir()
    secrets = SECRETS.format(site=address, provider=provider, client=CLIENT)
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN)]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    settings = {
        "HEARSAY_DATABASE_URL": ledger_of_site,
        "HEARSAY_DECIDERS": "ann@example.org",
        "PYTHONPATH": str(MAIN.parents[2]),
    }
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, *options], env=os.environ | settings, cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    _wait_for(port)
    yield address
    server.terminate()
    server.wait(30)


def test_who_signs_in_and_may_decide_puts_a_decision_on_record(
    site: str, ledger_of_site: str
) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{site}/decide?id={WINDOW_ID}")
        page.get_by_role("button", name="Sign in to decide").click()
        page.wait_for_url(f"{site}/")
        page.goto(f"{site}/decide?id={WINDOW_ID}")
        expect(page.get_by_text("Signed in as Ann Quill.")).to_be_visible()
        page.get_by_label("How did it come out?").click()
        page.get_by_role("option", name="Unverifiable").click()
        page.get_by_label("Because").fill("Nobody kept that page.")
        page.get_by_role("button", name="Put it on record").click()
        expect(page.get_by_text("It is on record.")).to_be_visible()
        browser.close()
    with reading(open_ledger(ledger_of_site)) as session:
        [one] = decisions_of(session, WINDOW_ID)
    assert (one.by, one.outcome, one.because) == (
        "Ann Quill",
        "unverifiable",
        "Nobody kept that page.",
    )
