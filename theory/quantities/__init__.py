"""The mathematical objects, one a file, each defined once."""

from theory.quantities.distance_energy import DistanceEnergy
from theory.quantities.euclidean import InnerProduct, Norm, SquaredDistance, SquaredNorm, SupNorm
from theory.quantities.log_sum_exp import LogSumExp
from theory.quantities.mchn_energy import MCHNEnergy
from theory.quantities.nearest_distance import NearestDistance
from theory.quantities.softmax import Softmax

__all__ = [
    "DistanceEnergy", "InnerProduct", "LogSumExp", "MCHNEnergy", "NearestDistance", "Norm", "Softmax",
    "SquaredDistance", "SquaredNorm", "SupNorm",
]  # fmt: skip
