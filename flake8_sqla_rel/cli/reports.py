"""The forms in which findings are shown, each a module of ``output`` imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_sqla_rel.errors import UsageError, suggestion
from flake8_sqla_rel.finding import Shown

FORMS = ("text", "json", "sarif", "github", "gitlab", "junit")

#: Those that say how a finding is repaired.
WITH_FIXES = ("json", "sarif")


def check_form(name: str) -> None:
    """Raise :class:`UsageError` for a form that there is not."""
    if name not in FORMS:
        raise UsageError(f"--format: no form {name!r}{suggestion(name, FORMS, ', '.join(FORMS))}")


def document(form: str, findings: Sequence[Shown]) -> str:
    """The findings in one of the forms that machines read."""
    if form == "json":
        from flake8_sqla_rel.output import json

        return json.render(findings)
    if form == "github":
        from flake8_sqla_rel.output import github

        return github.render(findings)
    if form == "gitlab":
        from flake8_sqla_rel.output import gitlab

        return gitlab.render(findings)
    if form == "junit":
        from flake8_sqla_rel.output import junit

        return junit.render(findings)
    from flake8_sqla_rel import __version__
    from flake8_sqla_rel.output import sarif

    return sarif.render(findings, __version__, _homepage())


def _homepage() -> str | None:
    """The address of the project, when what is installed tells one."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        addresses = metadata("flake8-sqla-rel").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = (address.partition(",") for address in addresses)
    return next((url.strip() for label, _, url in named if label.strip().lower() == "homepage"), None)
