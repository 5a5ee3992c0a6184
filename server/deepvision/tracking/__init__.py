"""Watching a network run: trackers, markers, and the graph and activations of a forward pass."""

from deepvision.tracking.graph import INPUT, Edge, Graph, Node, NodeKind, Section, Trace
from deepvision.tracking.modules import Marker, TrackerModule
from deepvision.tracking.tracer import Tracer

__all__ = ["INPUT", "Edge", "Graph", "Marker", "Node", "NodeKind", "Section", "Trace", "Tracer", "TrackerModule"]
