"""Inline warnings, through the programs that editors run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.doors.language_client import Editor

#: The command line of VS Code's flake8 extension, which gives the buffer on stdin.
VS_CODE = "--format=%(row)d,%(col)d,%(code).1s,%(code)s:%(text)s"


def test_the_language_server_shows_the_other_file_s_fault(project: Path) -> None:
    user, booking = project / "app" / "user.py", project / "app" / "booking.py"
    broken = user.read_text()
    user.write_text(broken.replace('"guest"', '"user"'))
    with Editor(project) as editor:
        editor.open(user)
        assert editor.diagnostics(user) == []

        # Typed, not saved.
        editor.change(user, broken)
        ((line, code, message),) = editor.diagnostics(user)
        assert (line, code) == (8, "SQR002")
        assert 'back_populates="guest"' in message and "app/booking.py:11" in message

        # The other file is mended and saved, this one looked at again with what was typed.
        editor.open(booking)
        assert editor.diagnostics(booking) == []
        editor.save(booking, booking.read_text().replace("user: Mapped", "guest: Mapped"))
        editor.change(user, broken)
        assert editor.diagnostics(user) == []


def test_vs_code_s_command_line(project: Path) -> None:
    path = project / "app" / "user.py"
    command = [sys.executable, "-m", "flake8", VS_CODE, "--stdin-display-name", str(path), "-"]

    def shown(text: str) -> list[str]:
        run = subprocess.run(command, cwd=project, input=text, capture_output=True, text=True)
        assert run.stderr == ""
        return run.stdout.splitlines()

    (line,) = shown(path.read_text())
    place, _, text = line.partition(":")
    assert place == "9,54,S,SQR002"
    assert text.startswith("User.bookings says") and "app/booking.py:11" in text
    assert shown(path.read_text().replace('"guest"', '"user"')) == []
