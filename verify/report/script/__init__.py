"""The witness of a claim that fails as a script that anyone can run."""

from verify.report.script.script import MADE, script_name, scripts

__all__ = ["MADE", "script_name", "scripts"]
