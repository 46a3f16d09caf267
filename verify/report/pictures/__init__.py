"""Pictures of a claim as inline SVG, made from the ledger alone; no verdict rests on one."""

from verify.report.pictures.figure import figure_picture
from verify.report.pictures.measured import measured_picture
from verify.report.pictures.slack import slack_picture
from verify.report.pictures.style import STYLE
from verify.report.pictures.witness import witness_picture

__all__ = ["STYLE", "figure_picture", "measured_picture", "slack_picture", "witness_picture"]
