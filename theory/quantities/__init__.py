"""The mathematical objects, one a file, each defined once."""

from theory.quantities.attention_moments import SoftmaxCovariance, SoftmaxMean, SoftmaxVariance
from theory.quantities.attention_step import AttentionStep, HopfieldStep, JoinedStep, JoinedWeight, RelativeWeight
from theory.quantities.diameter import SquaredDiameter
from theory.quantities.distance_energy import DistanceEnergy
from theory.quantities.euclidean import InnerProduct, Norm, SquaredDistance, SquaredNorm, SupNorm
from theory.quantities.joined_energy import JoinedEnergy
from theory.quantities.log_sum_exp import LogSumExp
from theory.quantities.mchn_energy import MCHNEnergy
from theory.quantities.nearest_distance import NearestDistance
from theory.quantities.softmax import Softmax

__all__ = [
    "AttentionStep",
    "DistanceEnergy",
    "HopfieldStep",
    "InnerProduct",
    "JoinedEnergy",
    "JoinedStep",
    "JoinedWeight",
    "LogSumExp",
    "MCHNEnergy",
    "NearestDistance",
    "Norm",
    "RelativeWeight",
    "Softmax",
    "SoftmaxCovariance",
    "SoftmaxMean",
    "SoftmaxVariance",
    "SquaredDiameter",
    "SquaredDistance",
    "SquaredNorm",
    "SupNorm",
]  # fmt: skip
