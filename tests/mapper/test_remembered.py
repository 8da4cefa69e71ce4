"""What was cut short by a limit is not what is remembered."""

from __future__ import annotations

from pathlib import Path

from flake8_sqla_rel.mapper.evaluate import Evaluator
from flake8_sqla_rel.mapper.execution import execute
from flake8_sqla_rel.source.facts import Name, Subscript
from tests.project.trees import index_of, write


def test_a_definition_that_was_out_of_reach(tmp_path: Path) -> None:
    index = index_of(
        write(
            tmp_path, {"kinds.py": "Text = Mapped[str]\n", "models.py": "import kinds\n\nText = kinds.Text\n"}
        )
    )
    evaluator = Evaluator(index)
    execute(evaluator)
    evaluator.remembers = True
    scope = evaluator.module_scope(
        next(ref for path in index.paths if (ref := index.module(path)).name == "models")
    )
    asked = Name(9, 0, "Text")
    evaluator._steps = 10**9
    assert evaluator.lookup.definition(asked, scope) is None
    evaluator.begin()
    found = evaluator.lookup.definition(asked, scope)
    assert found is not None
    assert isinstance(found[0], Subscript)
    assert evaluator.lookup.definition(asked, scope) == found
