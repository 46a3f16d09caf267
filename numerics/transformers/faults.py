"""What can be wrong with models, texts and settings that come from outside, each by a name of its own."""


class NoModel(Exception):
    """There is no model where one was looked for: one line that names the place."""


class NotACheckpoint(ValueError):
    """A file of weights that is missing, truncated, of a kind that is not opened, or of another model."""


class NotATokenizer(ValueError):
    """A tokenizer that is missing or broken, or that is not the one of this model."""


class NotAText(ValueError):
    """A file of text that is missing, cut short or not UTF-8."""


class TooShort(ValueError):
    """A text of fewer tokens than are asked for."""


class BadSettings(ValueError):
    """A setting that means nothing, or two that do not go together."""


class Diverged(ArithmeticError):
    """A loss that is no number any more."""
