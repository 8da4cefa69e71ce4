"""``sqla-rel completion``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_sqla_rel import cli

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_takes_the_script(shell: str, capsys: Captured, tmp_path: Path) -> None:
    pytest.importorskip("shtab")
    assert cli.main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out)
    assert "write-baseline" in script.read_text()
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    checked = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_bash_completes_commands_and_options(capsys: Captured, tmp_path: Path) -> None:
    pytest.importorskip("shtab")
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    cli.main(["completion", "bash"])
    script = capsys.readouterr().out
    ask = """
    complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
      _shtab_flake8_sqla_rel; printf '%s\\n' "${COMPREPLY[@]}"; }
    function_name=$(complete -p sqla-rel | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    eval "_shtab_flake8_sqla_rel() { $function_name sqla-rel; }"
    complete_words sqla-rel ch
    complete_words sqla-rel check --form
    """
    answer = subprocess.run(["bash", "-c", script + ask], capture_output=True, text=True, cwd=tmp_path)
    assert answer.stdout.split() == ["check", "--format"]


def test_what_cannot_be_completed(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["completion", "bsh"]) == 2
    assert capsys.readouterr().err == "sqla-rel: error: no completion for 'bsh', did you mean 'bash'?\n"
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert cli.main(["completion", "bash"]) == 2
    assert "pip install 'flake8-sqla-rel[completion]'" in capsys.readouterr().err
