"""A causal model, trained here or elsewhere: its states at each layer, and the losses of its next tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import Any

import torch
from jaxtyping import Float, Int
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from numerics.quantities.faults import WrongShape
from numerics.transformers.faults import NoModel, NotACheckpoint, NotATokenizer
from numerics.transformers.model import Transformer
from numerics.transformers.quiet import quiet

PROBE = 8  # tokens, as many as a small context has


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CausalModel:
    """The module in float32 on its device: our Transformer, or a causal model of the library `transformers`.

    name: of its file or folder.  width: of the stream between the layers.  context: the most tokens it takes, 2^63 - 1
    where it has no limit of its own.  hashes: SHA-256 of the files that it was read from, by name.
    """

    name: str
    module: nn.Module
    tokenizer: Tokenizer | None
    vocabulary: int
    context: int
    width: int
    layers: int
    hashes: Mapping[str, str]

    def states(self, tokens: Int[Tensor, "batch time"]) -> list[Float[Tensor, "batch time _"]]:
        """The stream: what enters layer 1, what it is after each of the l layers, and what the logits are made of.

        These are l + 2, on the device of the model; the last one comes after the final norm, where the model has one.
        WrongShape past the context, NotATokenizer for ids that the model does not know.
        """
        self.check(tokens, self.context)
        with torch.no_grad(), quiet():
            return _states(self.module, tokens.to(self._device))

    def losses(self, tokens: Int[Tensor, "batch time"]) -> Float[Tensor, "batch rest"]:
        """-log p(tokens[:, t + 1] | tokens[:, : t + 1]), in nats, for all t but the last.

        WrongShape where there is no next token, and past the context; NotATokenizer as above.
        """
        self.check(tokens, self.context + 1)
        if tokens.shape[1] < 2:
            raise WrongShape(f"tokens of shape {tuple(tokens.shape)}: a next token needs two in a row")
        there = tokens.to(self._device)
        with torch.no_grad(), quiet():
            logits = _logits(self.module, there[:, :-1])
        found = functional.cross_entropy(logits.flatten(0, 1), there[:, 1:].flatten(), reduction="none")
        return found.view(len(tokens), -1)

    def check(self, tokens: Int[Tensor, "batch time"], most: int) -> None:
        """WrongShape unless there are some, `most` in a row at most; NotATokenizer for ids outside the vocabulary."""
        if tokens.numel() == 0 or tokens.shape[1] > most:
            raise WrongShape(f"tokens of shape {tuple(tokens.shape)}: {self.name} takes 1 to {most} in a row")
        for token in (int(tokens.min()), int(tokens.max())):
            if not 0 <= token < self.vocabulary:
                known = f"{self.name} knows 0 to {self.vocabulary - 1}"
                raise NotATokenizer(f"token {token}: {known}; take the tokenizer that it was trained with")

    @property
    def _device(self) -> torch.device:
        return next(self.module.parameters()).device


def _logits(module: nn.Module, tokens: Tensor) -> Tensor:
    made = module(tokens) if isinstance(module, Transformer) else module(tokens, use_cache=False).logits
    assert isinstance(made, Tensor)
    return made.float()


def _states(module: nn.Module, tokens: Tensor) -> list[Tensor]:
    if isinstance(module, Transformer):
        return module.states(tokens)
    decoder: Any = decoder_of(module)
    with _watched(layers_of(decoder)) as (entering, leaving):
        last = decoder(tokens, use_cache=False).last_hidden_state
    return [entering[0], *leaving, last]


@contextmanager
def _watched(layers: nn.ModuleList) -> Iterator[tuple[list[Tensor], list[Tensor]]]:
    """What enters and what leaves each layer that runs, in that order.

    Copies, as a layer may write over what it is given.
    """
    entering: list[Tensor] = []
    leaving: list[Tensor] = []

    def before(part: nn.Module, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        entering.append((given[0] if given else named["hidden_states"]).clone())

    def after(part: nn.Module, given: tuple[Any, ...], made: Any) -> None:
        leaving.append((made if isinstance(made, Tensor) else made[0]).clone())

    hooks = [layer.register_forward_pre_hook(before, with_kwargs=True) for layer in layers]
    hooks += [layer.register_forward_hook(after) for layer in layers]
    try:
        yield entering, leaving
    finally:
        for hook in hooks:
            hook.remove()


def decoder_of(module: Any) -> nn.Module:
    """The part of a model of `transformers` that makes the states, without the product that makes logits of them."""
    found = module.get_decoder()
    assert isinstance(found, nn.Module)
    return found


def layers_of(decoder: nn.Module) -> nn.ModuleList:
    """Its layers: the longest list of modules that is in no other list; LookupError where there is none."""
    lists = {name: part for name, part in decoder.named_modules() if isinstance(part, nn.ModuleList) and len(part)}
    outer = [part for name, part in lists.items() if not any(name.startswith(f"{other}.") for other in lists)]
    if not outer:
        raise LookupError(f"{type(decoder).__name__} has no list of layers")
    return max(outer, key=len)


def check_causal(name: str, module: nn.Module, vocabulary: int, context: int) -> None:
    """That a token changes no state before it, and that each layer goes on from what the one before it left.

    NoModel where this is not so, NotACheckpoint where the states are no numbers.
    """
    decoder: Any = decoder_of(module)
    layers = layers_of(decoder)
    tokens = torch.arange(min(PROBE, context)).remainder(vocabulary)[None]
    other = tokens.clone()
    other[0, -1] = (other[0, -1] + 1) % vocabulary
    with torch.no_grad():
        with _watched(layers) as (entering, leaving):
            last = decoder(tokens, use_cache=False).last_hidden_state
        changed = decoder(other, use_cache=False).last_hidden_state
    if not bool(torch.isfinite(last).all()):
        raise NotACheckpoint(f"{name}: its states are not finite, so its weights are broken")
    chained = all(torch.equal(left, entered) for left, entered in zip(leaving, entering[1:], strict=False))
    if len(leaving) != len(layers) or not chained:
        raise NoModel(f"{name}: its {len(layers)} layers do not run one after the other, so no state is that after one")
    before, after = last[:, :-1], changed[:, :-1]
    # Experts that get other numbers of tokens round in another way; a model that sees what comes changes far more.
    if float((before - after).norm()) > sqrt(torch.finfo(torch.float32).eps) * float(before.norm()):
        raise NoModel(f"{name}: not causal: a token changes the states before it, as in an encoder")
