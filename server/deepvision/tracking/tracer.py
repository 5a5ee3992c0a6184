"""Recording a forward pass."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from torch import Tensor, nn
from torch.utils import _pytree as pytree

from deepvision.tracking.arrangement import arrange
from deepvision.tracking.building import build_graph
from deepvision.tracking.drafts import layer_drafts, tracker_drafts
from deepvision.tracking.graph import Trace
from deepvision.tracking.hooks import is_tracker, watched_modules, watching
from deepvision.tracking.session import Replacement, Session


class Tracer:
    """Records what a module does to an input."""

    def __init__(self, module: nn.Module) -> None:
        self.module = module
        self._zero_edit = not any(is_tracker(m) for m in module.modules())
        self._watched = watched_modules(module, zero_edit=self._zero_edit)

    def record(
        self, x: Tensor, *, keep: Collection[str] | None = None, replace: Mapping[str, Replacement] | None = None
    ) -> Trace:
        """Record."""
        session = Session(self.module, zero_edit=self._zero_edit)
        session.begin(x)
        with watching(session, self._watched), session:
            output = self.module(x)
        outputs = [
            step
            for leaf in pytree.tree_leaves(output)
            if isinstance(leaf, Tensor)
            for step in session.provenance.load(leaf)
        ]
        if self._zero_edit:
            drafts = layer_drafts(session, self.module, outputs)
        else:
            drafts = tracker_drafts(session, self.module)
        graph = build_graph(session, drafts)
        activations = {
            draft.id: arrange(session.recorded[draft.final].tensor)
            for draft in drafts
            if keep is None or draft.id in keep
        }
        return Trace(graph, activations, output)
