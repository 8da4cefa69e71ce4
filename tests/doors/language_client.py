"""A client of python-lsp-server, as small as an editor can be."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from pylsp_jsonrpc.endpoint import Endpoint
from pylsp_jsonrpc.streams import JsonRpcStreamReader, JsonRpcStreamWriter

#: Seconds to wait for an answer of the server; it starts an interpreter for each.
_PATIENCE = 60


class Editor:
    """A running server with one workspace open. Lines and characters count from 0, as in the protocol."""

    def __init__(self, root: Path) -> None:
        self._published: queue.Queue[dict[str, Any]] = queue.Queue()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        writer = JsonRpcStreamWriter(self._server.stdin)
        handlers = {"textDocument/publishDiagnostics": self._published.put}
        self._endpoint = Endpoint(handlers, writer.write)
        reader = JsonRpcStreamReader(self._server.stdout)
        self._listener = threading.Thread(target=reader.listen, args=(self._endpoint.consume,), daemon=True)
        self._listener.start()
        self._versions: dict[Path, int] = {}
        self._ask("initialize", processId=None, rootUri=root.as_uri(), capabilities={})
        self._endpoint.notify("initialized", {})
        others = ("jedi_completion", "mccabe", "pycodestyle", "pyflakes", "rope_completion")
        plugins: dict[str, dict[str, Any]] = {name: {"enabled": False} for name in others}
        plugins["flake8"] = {"enabled": True, "executable": str(Path(sys.executable).with_name("flake8"))}
        self._endpoint.notify(
            "workspace/didChangeConfiguration", {"settings": {"pylsp": {"plugins": plugins}}}
        )

    def open(self, path: Path) -> None:
        """Open a file as it is on disk."""
        self._versions[path] = 1
        document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": path.read_text()}
        self._endpoint.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, path: Path, text: str) -> None:
        """Replace the text of an open file, without saving it."""
        self._versions[path] += 1
        document = {"uri": path.as_uri(), "version": self._versions[path]}
        self._endpoint.notify(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
        )

    def save(self, path: Path, text: str) -> None:
        """Write an open file to disk."""
        self.change(path, text)
        path.write_text(text)
        self._endpoint.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})

    def diagnostics(self, path: Path) -> list[tuple[int, str, str]]:
        """Line, code and message of each diagnostic in the next that the server publishes on a file."""
        while True:
            published = self._published.get(timeout=_PATIENCE)
            if published["uri"] == path.as_uri():
                return [
                    (d["range"]["start"]["line"], d["code"], d["message"]) for d in published["diagnostics"]
                ]

    def _ask(self, method: str, **parameters: Any) -> Any:
        return self._endpoint.request(method, parameters).result(timeout=_PATIENCE)

    def __enter__(self) -> Editor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._ask("shutdown")
            self._endpoint.notify("exit", {})
            self._server.wait(timeout=_PATIENCE)
        finally:
            self._server.kill()
            self._server.wait()
            self._listener.join()
            self._endpoint.shutdown()
            for stream in (self._server.stdin, self._server.stdout):
                if stream is not None:
                    stream.close()
