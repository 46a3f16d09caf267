"""Every symbol once, with its assumptions; its letter and its meaning stand in `theory.meanings`."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Family, index, size

d = size("d")  # number of stored patterns
n = size("n")  # dimension of a pattern; length of the vector in the lemmas on LogSumExp
m = size("m")  # number of the other patterns, where one is singled out

i, j, k, t = index("i"), index("j"), index("k"), index("t")

x = Family("x", n)  # the query, a point of R^n
y = Family("y", n)  # a second point of R^n
z = Family("z", n)  # a third point of R^n
v = Family("v", n)  # a direction in R^n
w = Family("w", n)  # a second direction in R^n
rho = Family("rho", d, n)  # the patterns rho^1 .. rho^d in R^n
xi = Family("xi", n)  # the pattern that is singled out
sigma = Family("sigma", m, n)  # the others, beside the pattern xi

beta = sp.Symbol("beta", positive=True)  # inverse temperature
weight = sp.Symbol("lambda", nonnegative=True)  # the weight of a convex combination
radius = sp.Symbol("r", positive=True)  # the Euclidean radius of a ball around a pattern
offset = sp.Symbol("r_0", nonnegative=True)  # how far from a pattern a step begins, at most
separation = sp.Symbol("Delta", positive=True)  # a lower bound on the distance of a pattern to the others
factor = sp.Symbol("q", positive=True)  # by which a map contracts distances
stride = sp.Symbol("theta", positive=True)  # how much of a way a step goes
error = sp.Symbol("epsilon", positive=True)  # how near to a pattern, or to a value, something comes

u = Family("u", m, n)  # m vectors in R^n
a = Family("a", m, nonnegative=True)  # m coefficients, none negative
b = Family("b", m)  # m numbers
h = Family("h", m)  # m other numbers
radii = Family("s", m, positive=True)  # the radii of the balls around the patterns sigma
eta = Family("eta", n)  # a second pattern that is singled out
c = Family("c", n)  # the centre of a ball that holds the pattern xi
layers = size("l")  # number of layers
energies = Family("E", layers)  # the energies of the layers at a point
further = Family("F", layers)  # the energies of the layers at a second point
varrho = Family("varrho", layers, m, n)  # the patterns of the layers; one that holds fewer than m repeats a pattern
counts = Family("mu", layers, m, positive=True)  # how often a pattern of a layer counts; a repeated one in parts
reaches = Family("delta", layers, positive=True)  # how far the step of a layer goes, at most
multiplicity = Family("nu", d, positive=True)  # how often a pattern counts, where there is one layer
layer_normalisers = Family("Z_layer", layers, positive=True)  # the integrals of exp(-g_t) over Omega
width = size("d_emb")  # embedding width
longest = size("T_max")  # length of the longest sequence, in tokens
lengths = Family("T", d, positive=True)  # the lengths of the sequences, in tokens
constant = sp.Symbol("A", positive=True)  # parameters in a layer, over the squared embedding width
reach = Family("r", d, positive=True)  # the radii of the balls around the patterns rho
normaliser = sp.Symbol("Z", positive=True)  # the integral of exp(-E) over Omega
normaliser_of_nearest = sp.Symbol("Z_g", positive=True)  # the integral of exp(-g) over Omega
tokens = size("T_seq")  # length of a sequence, in tokens
key_width = size("d_k")  # dimension of a query and of a key
queries = Family("Q", tokens, key_width)  # the queries of the tokens, one a row
keys = Family("K_seq", tokens, key_width)  # the keys of the tokens, one a row
query_map = Family("W_Q", n, key_width)  # what makes queries of the points of R^n
key_map = Family("W_K", n, key_width)  # what makes keys of them
psi = Family("psi", d, n)  # values that go with the patterns rho as keys
shift = sp.Symbol("gamma", real=True)  # by which all logits grow
parameters = sp.Symbol("N", positive=True)  # the number of a model's parameters
data = sp.Symbol("D_data", positive=True)  # the number of tokens that it is trained on
line = Family("zeta", d)  # patterns on the line, one number each
larger_radius = sp.Symbol("r_1", positive=True)  # a second radius
volume = sp.Symbol("V", positive=True)  # the volume of Omega
level = sp.Symbol("L_0", real=True)  # a number that a loss is to reach
tried = Family("z_layer", layers, n)  # a point for each layer
at_nodes = Family("E_node", layers, m)  # the energies of the layers at m points
masses = Family("omega", m, positive=True)  # the masses of m points
excess = sp.Symbol("c_layer", real=True)  # what Eq. (10) adds to a layer's energy less log l
at_data = Family("E_data", d, layers)  # the energies of the layers at d data points
squares = Family("D_all", d)  # squared distances of a point to the patterns
own_square = sp.Symbol("D_own", real=True)  # the squared distance to the nearest pattern
gaps = Family("G_all", m, positive=True)  # what the squared distances to the others are beyond it
second_beta = sp.Symbol("beta_2", positive=True)  # a second inverse temperature
model = Family("q_model", n, positive=True)  # what a model gives n outcomes
of_tokens = Family("p_token", d, tokens, positive=True)  # the probabilities of the tokens of d sequences
of_sequences = Family("P_sequence", d, positive=True)  # the probabilities of d sequences
bias = Family("b_bias", n)  # the bias of Hopfield's energy
order = size("r_order")  # the order of the polynomial F
half_order = size("r_half")  # half of it, where it is even
coefficients = Family("c_F", order)  # the coefficients of the polynomial F, of z to z^r
retrieved = sp.Symbol("c_capacity", positive=True)  # what the capacity of the MCHN has to the power (n - 1)/4
quarter = sp.Symbol("q_capacity", positive=True)  # a quarter of it
dimension = sp.Symbol("nu_n", positive=True)  # the dimension as a real number
argument = sp.Symbol("z_1", positive=True)  # at which the Gamma function is taken
counter = size("m_0")  # a positive integer
ball_volume = sp.Symbol("v_ball", positive=True)  # the volume of a ball
per_dimension = sp.Symbol("kappa_N", positive=True)  # A l d_emb / T_max, what Eq. (2) multiplies n by
vocabulary = size("V_voc")  # number of tokens in the vocabulary
further_pattern = sp.Symbol("zeta_0", real=True)  # a pattern on the line that another layer holds
per_width = sp.Symbol("a_l", positive=True)  # l / d_emb, layers for each dimension of the embedding
multiple = sp.Symbol("t_0", real=True)  # a number that two others are multiplied by
lesser = sp.Symbol("a_0", real=True)  # a number
greater = sp.Symbol("a_1", real=True)  # one that is at least as large
grouped = size("l_group")  # number of patterns in a group of them
outside = size("m_out")  # number of the patterns outside it
chi = Family("chi", grouped, n)  # the patterns of the group
phi = Family("phi_out", outside, n)  # the patterns outside it
spread = sp.Symbol("s_max", nonnegative=True)  # how far the patterns of the group are from their mean, at most
largest = sp.Symbol("M_max", nonnegative=True)  # what the norms of the patterns are, at most
half_tangent = sp.Symbol("t_angle", nonnegative=True)  # the tangent of a quarter of an angle from 0 to pi
scale = sp.Symbol("K_radius", positive=True)  # what the radius of the sphere has to sqrt(n - 1)
chance = sp.Symbol("p_failure", positive=True)  # the probability with which random patterns may fail
curvature = sp.Symbol("c_cosine", positive=True)  # what a bound on the cosine multiplies x^2 by
apart = sp.Symbol("s_angle", positive=True)  # 1 less the cosine of the least angle between two patterns
lambert = sp.Symbol("w_lambert", positive=True)  # W_0(w exp(w)), as a number w > 0 is
reference = sp.Symbol("y_lambert", positive=True)  # at which a bound on W_0 touches it
shares = Family("lambda_w", d, nonnegative=True)  # the weights of the patterns in a point of their convex hull
most_spread = sp.Symbol("m_U", positive=True)  # the largest p (1 - p) of softmax weights on a set
state_p = Family("p_state", d)  # the state p of the iteration in p, d numbers
other_p = Family("q_state", d)  # a second one
along_p = Family("v_state", d)  # a direction in which it moves
norm_bound = sp.Symbol("M_norm", positive=True)  # what the norms of all patterns are, at most
lead = sp.Symbol("c_lead", real=True)  # by how much an overlap is above others, at least
cosine = sp.Symbol("c_alpha", real=True)  # the cosine of the least angle between patterns, or any number above it
spread_bound = sp.Symbol("B_apart", positive=True)  # what the distances of the others to a pattern are, at most
further_numbers = Family("g_further", m)  # m further numbers
value_map = Family("W_V", key_width)  # a column of what makes values of keys
state_map = Family("W_map", n, n)  # a matrix that patterns and states are multiplied by
state_turn = Family("U_turn", n, n)  # a direction in which that matrix moves
stored_map = Family("W_stored", n, n)  # a second matrix, for the patterns
