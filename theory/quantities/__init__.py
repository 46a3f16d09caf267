"""The mathematical objects, one a file, each defined once."""

from theory.quantities.activation import GELU, ReLU
from theory.quantities.angle import Angle, Arctangent, Cosine
from theory.quantities.attention_moments import SoftmaxCovariance, SoftmaxMean, SoftmaxVariance
from theory.quantities.attention_step import AttentionStep, HopfieldStep, JoinedStep, JoinedWeight, RelativeWeight
from theory.quantities.ball_losses import (
    Extent,
    NearestLoss,
    Normaliser,
    PairLoss,
    PairNormaliser,
    PairPrintedLoss,
    PrintedLoss,
    SmoothLoss,
    equal_radii,
    over_interval,
)
from theory.quantities.balls import BallMass, BallVolume, SphereArea, over_ball, typical_radius, typical_volumes
from theory.quantities.binary_energies import (
    AnyPolynomialEnergy,
    HopfieldEnergy,
    LocalField,
    OffDiagonalEnergy,
    OffDiagonalField,
    OwnCoupling,
    PolynomialEnergy,
    RectifiedEnergy,
    SetHopfieldEnergy,
    SetOffDiagonalEnergy,
    SetOverlap,
    overlaps,
    set_overlaps,
)
from theory.quantities.caps import CapConstant, SeparationConstant
from theory.quantities.concave_convex import ConcaveConvex
from theory.quantities.cross_entropy import CrossEntropy, NodeDensity, SoftmaxEntropy
from theory.quantities.diameter import SquaredDiameter
from theory.quantities.distance_energy import DistanceEnergy
from theory.quantities.euclidean import InnerProduct, Norm, SquaredDistance, SquaredNorm, SupNorm
from theory.quantities.fitted_loss import HOFFMANN, QUOTED, REFITTED, FittedLoss, FittedPowers
from theory.quantities.group import (
    GroupLead,
    GroupStep,
    LargestNorm,
    OthersWeight,
    Spread,
    aligned_with,
    centre_of,
    largest_of_group,
    seen_from,
)
from theory.quantities.incomplete_gamma import LowerGamma, PrintedBallMass
from theory.quantities.joined_energy import JoinedEnergy
from theory.quantities.joined_overlaps import JoinedHopfieldStep, JoinedLargestNorm, Lead, Separation, away_from
from theory.quantities.layer_readings import as_counted, as_distance, as_nearest, as_printed, mean_at_patterns
from theory.quantities.layers import GlobalEnergy, LayerEnergy, LayerStep, PooledEnergy, PooledStep
from theory.quantities.log_sum_exp import LogSumExp
from theory.quantities.majorizer import Majorizer
from theory.quantities.mchn_energy import MCHNEnergy
from theory.quantities.merged import MergedEnergy, MergedMean, MergedStep, MergedVariance
from theory.quantities.nearest_distance import NearestDistance
from theory.quantities.projection import Projection
from theory.quantities.relative_entropy import RelativeEntropy
from theory.quantities.softmax import Softmax

__all__ = [
    "GELU",
    "HOFFMANN",
    "QUOTED",
    "REFITTED",
    "Angle",
    "AnyPolynomialEnergy",
    "Arctangent",
    "AttentionStep",
    "BallMass",
    "BallVolume",
    "CapConstant",
    "ConcaveConvex",
    "Cosine",
    "CrossEntropy",
    "DistanceEnergy",
    "Extent",
    "FittedLoss",
    "FittedPowers",
    "GlobalEnergy",
    "GroupLead",
    "GroupStep",
    "HopfieldEnergy",
    "HopfieldStep",
    "InnerProduct",
    "JoinedEnergy",
    "JoinedHopfieldStep",
    "JoinedLargestNorm",
    "JoinedStep",
    "JoinedWeight",
    "LargestNorm",
    "LayerEnergy",
    "LayerStep",
    "Lead",
    "LocalField",
    "LogSumExp",
    "LowerGamma",
    "MCHNEnergy",
    "Majorizer",
    "MergedEnergy",
    "MergedMean",
    "MergedStep",
    "MergedVariance",
    "NearestDistance",
    "NearestLoss",
    "NodeDensity",
    "Norm",
    "Normaliser",
    "OffDiagonalEnergy",
    "OffDiagonalField",
    "OthersWeight",
    "OwnCoupling",
    "PairLoss",
    "PairNormaliser",
    "PairPrintedLoss",
    "PolynomialEnergy",
    "PooledEnergy",
    "PooledStep",
    "PrintedBallMass",
    "PrintedLoss",
    "Projection",
    "ReLU",
    "RectifiedEnergy",
    "RelativeEntropy",
    "RelativeWeight",
    "Separation",
    "SeparationConstant",
    "SetHopfieldEnergy",
    "SetOffDiagonalEnergy",
    "SetOverlap",
    "SmoothLoss",
    "Softmax",
    "SoftmaxCovariance",
    "SoftmaxEntropy",
    "SoftmaxMean",
    "SoftmaxVariance",
    "SphereArea",
    "Spread",
    "SquaredDiameter",
    "SquaredDistance",
    "SquaredNorm",
    "SupNorm",
    "aligned_with",
    "as_counted",
    "as_distance",
    "as_nearest",
    "as_printed",
    "away_from",
    "centre_of",
    "equal_radii",
    "largest_of_group",
    "mean_at_patterns",
    "over_ball",
    "over_interval",
    "overlaps",
    "seen_from",
    "set_overlaps",
    "typical_radius",
    "typical_volumes",
]  # fmt: skip
