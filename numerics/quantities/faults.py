"""What can be wrong with vectors that come from outside, each by a name of its own."""


class WrongShape(ValueError):
    """Arrays whose shapes do not fit together or that hold nothing, or a parameter that is none."""


class NotFinite(ValueError):
    """An array that holds nan or an infinity, or numbers whose squares are none in float64."""


class NotVectors(ValueError):
    """A file or an object that holds no table of vectors, or breaks off."""


class NoNeighbour(ValueError):
    """No pattern is left once a vector is not its own neighbour."""


class NoDevice(ValueError):
    """A device that is not there."""


class NotFloat32(ArithmeticError):
    """A product that is further from the true one than float32 allows, as where shorter formats are switched on."""
