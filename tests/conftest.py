"""What tests count is printed at the end of the run, also where xdist ran them."""

from __future__ import annotations

import pytest

from tests.counted import PROPERTY, Count, of_calls, summary


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """`count("mutants", "refuted", case)`: one more, printed in the summary of the run."""

    def one_more(what: str, outcome: str, case: str | None = None) -> None:
        # xdist carries these from its workers with the report of the test.
        request.node.user_properties.append((PROPERTY, [what, outcome, case or ""]))

    return one_more


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = list(summary(of_calls(terminalreporter.stats)))
    if lines:
        terminalreporter.section("the verifier tested")
        for line in lines:
            terminalreporter.write_line(line)
