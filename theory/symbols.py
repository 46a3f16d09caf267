"""Every symbol once: its assumptions, its LaTeX, and what the papers mean by it."""

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
further_numbers = Family("g_second", m)  # m further numbers
value_map = Family("W_V", key_width)  # a column of what makes values of keys
state_map = Family("W_map", n, n)  # a matrix that patterns and states are multiplied by
state_turn = Family("U_turn", n, n)  # a direction in which that matrix moves
stored_map = Family("W_stored", n, n)  # a second matrix, for the patterns

LATEX = {
    "rho": r"\rho", "beta": r"\beta", "lambda": r"\lambda", "xi": r"\xi", "sigma": r"\sigma", "Delta": r"\Delta",
    "epsilon": r"\varepsilon", "eta": r"\eta", "varrho": r"\varrho", "mu": r"\mu", "nu": r"\nu", "delta": r"\delta",
    "Z_layer": "Z", "theta": r"\theta", "d_emb": r"d_{\mathrm{emb}}", "T_max": r"T_{\max}", "T_seq": "T",
    "K_seq": "K", "V_seq": "V", "psi": r"\psi", "gamma": r"\gamma", "zeta": r"\zeta",
    "D_data": "D", "E_law": "E", "A_law": "A", "B_law": "B", "alpha": r"\alpha", "beta_law": r"\beta",
    "alpha_N": r"\alpha_N", "alpha_D": r"\alpha_D", "kappa_z": r"\kappa", "L_1": "L", "a_T": "a", "p_piece": "p",
    "p_0": "p", "s_0": "s", "z_layer": "z", "E_node": "E", "omega": r"\omega", "c_layer": "c",
    "E_data": "E", "D_all": "D", "D_own": "D_0", "G_all": "G", "beta_2": r"\beta'", "q_model": "q", "p_token": "p",
    "P_sequence": "P",
    "b_bias": "b", "r_order": "r", "r_half": "s", "c_capacity": "c", "c_F": "c", "q_capacity": "q",
    "nu_n": "n", "z_1": "z", "m_0": "m", "v_ball": "v",
    "kappa_N": r"\kappa",
    "d_FF": r"d_{\mathrm{FF}}",
    "V_voc": "V",
    "p_state": r"\varphi", "q_state": r"\varphi'", "v_state": r"\chi",
    "a_l": "a", "zeta_0": r"\zeta'",
    "l_group": "l", "m_out": "m", "chi": r"\chi", "phi_out": r"\varphi", "s_max": "s", "M_max": "M",
    "t_angle": "t", "K_radius": "K", "p_failure": "p", "c_cosine": "c", "w_lambert": "w", "y_lambert": "y",
    "lambda_w": r"\lambda",
    "M_norm": "M", "c_lead": "c", "B_apart": "B",
    "c_alpha": r"c", "g_second": "g", "s_angle": "s",
    "W_map": "W", "U_turn": "U", "W_stored": "W_K",
}  # fmt: skip

MEANING = {
    "d": "the number of stored patterns",
    "m": "the number of patterns besides the one singled out; of patterns in a layer; in the lemmas, of vectors",
    "n": "the dimension of a pattern; in the lemmas, the length of the vector",
    "x": "the query, a point of R^n",
    "y": "a second point of R^n",
    "z": "a third point of R^n",
    "v": "a direction in R^n",
    "w": "a second direction in R^n",
    "rho": "the stored patterns, d points of R^n",
    "xi": "the pattern that is singled out, a point of R^n",
    "sigma": "the patterns other than xi, m points of R^n",
    "beta": "the inverse temperature, positive",
    "lambda": "the weight of a convex combination, from 0 to 1",
    "r": "the Euclidean radius of a ball around a pattern",
    "r_0": "how far from a pattern a step begins, at most",
    "Delta": "a lower bound on the distance of a pattern to the others",
    "q": "the factor by which a map contracts distances",
    "theta": "how much of a way a step goes",
    "b": "m numbers",
    "h": "m other numbers",
    "tau": "what the separation has beyond the diameter of a ball and 1",
    "L": "a Lipschitz constant",
    "kappa": "how two lists of numbers are balanced",
    "c_0": "the cosine of an angle, at least",
    "v_0": "the place of an attractor along the line through two patterns",
    "K": "half the squared distance of two patterns",
    "R": "the distance from the edge of a ball to the other pattern",
    "D": "the distance of another pattern",
    "G": "how much nearer in squared distance a pattern is than the others",
    "B": "an upper bound on the distance of a pattern to the others",
    "epsilon": "how near to a pattern, or to a value, something comes",
    "u": "vectors of R^n, each in its place",
    "a": "coefficients, none negative",
    "s": "the Euclidean radii of the balls around the patterns sigma",
    "eta": "a second pattern that is singled out, a point of R^n",
    "c": "the centre of a ball that holds the pattern xi",
    "l": "the number of layers",
    "d_emb": "the embedding width",
    "T_max": "the length of the longest sequence, in tokens",
    "T": "the lengths of the d sequences, in tokens",
    "A": "the number of parameters in a layer, over the squared embedding width",
    "E": "the energies of the layers at a point",
    "E_0": "an energy that all layers have",
    "F": "the energies of the layers at a second point",
    "varrho": "the patterns of the layers, m points of R^n in each; a layer with fewer repeats one",
    "mu": "how often a pattern of a layer counts, 1 or, where a pattern is repeated, parts that add up to 1",
    "delta": "how far the step of a layer goes, at most",
    "nu": "how often a pattern counts",
    "Z_layer": "the normalisers of the layers, integrals over Omega",
    "Z": "a normaliser: the integral over Omega of what it divides",
    "Z_g": "the integral of exp(-g) over Omega",
    "T_seq": "the length of a sequence, in tokens",
    "d_k": "the dimension of a query and of a key",
    "Q": "the queries of the tokens, one a row",
    "K_seq": "the keys of the tokens, one a row",
    "V_seq": "the values of the tokens, one a row",
    "W_Q": "the matrix that makes queries of points of R^n",
    "W_K": "the matrix that makes keys of points of R^n",
    "gamma": "the number by which all logits grow",
    "psi": "values that go with the patterns as keys, d points of R^n",
    "N": "the number of a model's parameters",
    "D_data": "the number of tokens that a model is trained on",
    "E_law": "what a fitted law tends to",
    "A_law": "what a fitted law divides by a power of the number of parameters",
    "B_law": "what a fitted law divides by a power of the number of tokens",
    "alpha": "the power of the number of parameters in a fitted law",
    "beta_law": "the power of the number of tokens in a fitted law",
    "N_c": "the scale of the number of parameters in the law of Kaplan et al.",
    "D_c": "the scale of the number of tokens in it",
    "alpha_N": "its power of the number of parameters",
    "alpha_D": "its power of the number of tokens",
    "zeta": "patterns on the line, d numbers",
    "r_1": "a second Euclidean radius",
    "L_0": "a number that a loss is to reach",
    "p": "the probabilities of m samples",
    "a_T": "the number of pieces in a token",
    "p_piece": "the probabilities of the pieces of the tokens, each given what comes before it",
    "kappa_z": "the weight of the z-loss",
    "s_0": "by what points are multiplied",
    "z_0": "the logarithm of a normaliser",
    "L_1": "a loss",
    "p_0": "the densities at d points",
    "z_layer": "a point of R^n for each layer",
    "E_node": "the energies of the layers at m points",
    "omega": "the masses of m points, positive",
    "c_layer": "what Eq. (10) adds to a layer's energy less log l",
    "N_1": "a larger number of parameters",
    "D_1": "a larger number of tokens",
    "c_N": "a lower bound on a power of the number of parameters",
    "c_D": "a lower bound on a power of the number of tokens",
    "g_0": "a positive number",
    "g_1": "a larger one",
    "c_1": "what a power is compared with",
    "w_0": "an exponent",
    "w_1": "a larger exponent",
    "V": "the volume of Omega",
    "E_data": "the energies of the layers at d data points",
    "D_all": "the squared distances of a point to the d patterns; the bounds hold for any numbers",
    "D_own": "the squared distance to the nearest pattern; the bounds hold for any number",
    "G_all": "what the squared distances to the others are beyond it",
    "beta_2": "a second inverse temperature, positive",
    "q_model": "what a model gives the outcomes, positive numbers",
    "p_token": "the probabilities of the tokens of d sequences, each given what comes before it",
    "P_sequence": "the probabilities of d sequences",
    "b_bias": "the bias of Hopfield's energy, n numbers",
    "r_order": "the order of the polynomial F",
    "r_half": "half the order of the polynomial F, where it is even",
    "c_capacity": "the number that Table 1 calls c, positive",
    "q_capacity": "a quarter of the number that Table 1 calls c, positive",
    "c_F": "the coefficients of the polynomial F, of z, z^2 and so on to z^r",
    "nu_n": "the dimension of a pattern as a real number",
    "z_1": "a positive number, at which the Gamma function is taken",
    "m_0": "a positive integer",
    "v_ball": "the volume of a ball",
    "f_0": "a second positive number",
    "f_1": "one that is at least as large",
    "kappa_N": "the number of parameters over the dimension of a pattern, A l d_emb / T_max",
    "d_FF": "the width of a feed-forward layer",
    "u_1": "the logarithm of the least data size that suffices for the first model",
    "u_2": "the logarithm of the least data size that suffices for the second model",
    "u_3": "the logarithm of the least data size that suffices for the third model",
    "V_voc": "the number of tokens in the vocabulary",
    "zeta_0": "a pattern on the line that another layer holds",
    "a_l": "the number of layers over the width of the embedding, l / d_emb",
    "M_norm": "what the norms of the patterns are, at most",
    "c_lead": "by how much an overlap is above the others, at least",
    "c_alpha": "the cosine of the least angle between patterns, or a number above it",
    "B_apart": "what the distances of the other patterns to one are, at most",
    "P": "a number of patterns",
    "b_1": "the first weight in a linear combination",
    "b_2": "the second weight in it",
    "p_1": "what is above the bar in an exponent",
    "q_1": "what is below it",
    "v_1": "a first number, not negative",
    "v_2": "a second one",
    "t_0": "a number, not negative, that two others are multiplied by",
    "a_0": "a number",
    "a_1": "one that is at least as large",
    "l_group": "the number of patterns in a group of them",
    "m_out": "the number of patterns outside the group",
    "chi": "the patterns of the group, l points of R^n",
    "phi_out": "the patterns outside the group, m points of R^n",
    "s_max": "how far the patterns of the group are from their mean, at most",
    "W_V": "a column of the matrix that makes values of keys",
    "W_map": "a square matrix that patterns or states are multiplied by",
    "U_turn": "a direction in which that matrix moves",
    "W_stored": "a square matrix that patterns are multiplied by",
    "g_second": "m further numbers",
    "M_max": "what the norms of the patterns are, at most",
    "t_angle": "the tangent of a quarter of an angle, from 0 to 1",
    "K_radius": "the radius of the sphere of patterns over sqrt(n - 1)",
    "p_failure": "the probability with which random patterns may fail",
    "c_cosine": "what a bound on the cosine multiplies the square of the angle by",
    "s_angle": "1 less the cosine of the least angle between two patterns",
    "w_lambert": "a value of Lambert's function W: w = W(w exp(w))",
    "y_lambert": "a number above 1/e, at which a bound on Lambert's function touches it",
    "lambda_w": "the weights of the patterns in a point of their convex hull, none negative",
    "m_U": "the largest p (1 - p) of the softmax weights p on a set U",
    "p_state": "the state of the iteration in p, or the logits of one, d numbers",
    "q_state": "a second state of it",
    "v_state": "a direction in which that state moves",
}
