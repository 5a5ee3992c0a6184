"""The contract of the REST interface: every JSON body, typed once.

Lengths in metres, right-handed, y up, the data walks along -z. Shapes are [channels, height, width].
``tools/generate_types.py`` writes both clients' types from these models.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

API_VERSION = 1

Position = tuple[float, float, float]
Shape = tuple[int, int, int]


class Model(BaseModel):
    """Base of every body: unknown fields are refused, so that a misspelt one is not silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Problem(Model):
    """Any error, as ``application/problem+json``."""

    type: str = Field(description="short slug, such as run-unknown")
    title: str
    status: int
    detail: str = Field(description="what was expected, what came, what to do")


class Server(Model):
    """What answers here."""

    name: Literal["deepvision"]
    version: str
    api: int = Field(description="version of this contract; a client that expects another one stops")
    device: str
    max_upload_bytes: int
    max_upload_pixels: int
    image_formats: list[str]
    training: bool = Field(default=False, description="a network is trained here: see ``training``")


class Panel(Model):
    """Where the feature maps of a layer stand."""

    position: Position = Field(description="centre of the panel")
    yaw: float = Field(description="radians about +y; 0 = the front faces +z, where one comes from")
    width: float
    height: float
    columns: int = Field(description="of the grid of channels; channel 0 is top left, seen from the front")
    rows: int
    gap: float = Field(description="between two cells; after every 8th column and row it is twice that")


class Node(Model):
    """A layer that is shown."""

    id: str
    name: str
    kind: Literal["input", "tracker", "layer", "join"]
    shape: Shape
    parameters: int = Field(description="number of trainable values that belong to it")
    section: str | None
    panel: Panel | None = Field(description="null while its section is folded")


class Edge(Model):
    """Data flow between two nodes, drawn as a ribbon on the floor along ``points``."""

    id: str
    source: str
    target: str
    label: str
    skip: bool = Field(description="runs beside the trunk")
    points: list[Position]


class Gate(Model):
    """The entrance of a section: a bar over the lane."""

    position: Position = Field(description="middle of the gate, on the floor")
    width: float


class Section(Model):
    """A stretch of the network with a name."""

    id: str
    name: str
    parent: str | None
    nodes: list[str]
    folded: bool = Field(description="only its last layer stands")
    gate: Gate | None


class Bounds(Model):
    """What the hall of one network covers of the floor."""

    x_min: float
    x_max: float
    z_min: float
    z_max: float


class NetworkSummary(Model):
    """A network that can be shown."""

    id: str
    name: str
    source: str
    weights: str | None = Field(description="name of the weights in it")
    trained: bool
    parameters: int
    input_size: tuple[int, int] = Field(description="[height, width]")
    input_channels: int


class NetworkFailure(Model):
    """A network that was asked for and could not be loaded."""

    name: str
    detail: str


class Networks(Model):
    """Every network, in the order they were asked for."""

    networks: list[NetworkSummary]
    failures: list[NetworkFailure]


class Network(NetworkSummary):
    """A network with its graph and its hall."""

    class_names: list[str]
    nodes: list[Node]
    edges: list[Edge]
    sections: list[Section]
    bounds: Bounds


class DatasetSummary(Model):
    """A set of pictures one can pick from."""

    id: str
    name: str
    count: int
    class_names: list[str]


class Datasets(Model):
    """Every data set; the first is the default."""

    datasets: list[DatasetSummary]


class DatasetImage(Model):
    """A picture of a data set. Its thumbnail is ``images/{image}?size=96``."""

    image: str
    label: int
    class_name: str


class DatasetImages(Model):
    """A page of a data set."""

    total: int
    offset: int
    images: list[DatasetImage]


class Image(Model):
    """A picture on the server."""

    image: str
    width: int
    height: int


class NoiseRequest(Model):
    """White noise of a network's input size, uniform in [0, 1]."""

    seed: Annotated[int, Field(ge=0, lt=2**63)]
    width: Annotated[int, Field(ge=1, le=2048)] = 224
    height: Annotated[int, Field(ge=1, le=2048)] = 224


class Intervention(Model):
    """A channel that is held at a constant value during the run."""

    layer: str
    channel: Annotated[int, Field(ge=0)]
    value: Annotated[float, Field(ge=-3e38, le=3e38, allow_inf_nan=False)] = 0.0  # what float32 can hold


class RunRequest(Model):
    """A forward pass of a picture."""

    image: str
    interventions: list[Intervention] = Field(default_factory=list, max_length=4096)
    keep: bool = Field(default=True, description="false: evicts nothing, may be forgotten at once")


class Prediction(Model):
    """One class. ``probability`` is the softmax over all logits."""

    index: int
    name: str
    logit: float | None = Field(description="null if not finite")
    probability: float | None


class Run(Model):
    """A forward pass that can be asked about."""

    run: str
    network: str
    image: str
    predictions: list[Prediction] = Field(description="the 100 most probable classes, best first")
    true_class: str | None = Field(description="the picture's label in its data set")
    graph: Network | None = Field(description="given when this run took another way through the network")


class Histogram(Model):
    """Distribution of values; ``counts[i]`` lie in [edges[i], edges[i + 1])."""

    edges: list[float]
    counts: list[int]
    min: float | None
    max: float | None
    mean: float | None
    zeros: int
    not_finite: int


class Channel(Model):
    """One feature map, exactly; null where a value is not finite."""

    shape: tuple[int, int]
    values: list[float | None]


class FeatureVisualizationRequest(Model):
    """Pictures that excite the channels of a layer most."""

    channels: Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=1, max_length=65536)] | None = Field(
        default=None, description="in the order they are to come; null: every channel"
    )
    preset: str | None = Field(default=None, description="null: the server's default")
    settings: dict[str, Any] | None = Field(default=None, description="what differs from the preset")
    run: str | None = Field(default=None, description="whose picture the presets begin with that begin with one")


class VisualizationSettings(Model):
    """What can differ from a preset."""

    steps: Annotated[int, Field(ge=1, le=2000)] | None = Field(default=None, description="of gradient ascent")
    step_size: Annotated[float, Field(gt=0, le=1e4)] | None = Field(default=None, description="L2 norm of a step")
    seed: Annotated[int, Field(ge=0, lt=2**63)] | None = Field(default=None, description="of noise and movements")
    policy: Literal["true", "proxy", "proxy-forward", "leaky"] | None = Field(
        default=None, description="what rectifiers do to the gradient"
    )
    slope: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, description="of the policy")
    objective: Literal["mean", "centre"] | None = Field(
        default=None, description="the mean of a channel's map, or the unit in its centre; null: the mean"
    )


class JobItem(Model):
    """One picture of a job, finished or in work."""

    channel: int
    image: str
    activation: float | None = Field(description="what the picture reaches on the untouched network; null: not finite")
    partial: bool = Field(description="in work: another picture follows")
    relative: float | None = Field(
        default=None, description="activation as a multiple of the data set's maximum; null: not known (yet)"
    )
    verdict: str | None = Field(description="alive, dead (nothing reaches the channel) or not-finite; null: in work")
    robustness: float | None = Field(description="activation under small shifts and noise, as a share of it")
    rank: int | None = Field(description="place of the channel in its layer for this picture; 0 is the largest")
    objective: Literal["mean", "centre"] = Field(
        default="mean",
        description="what the activation is of: the mean of the channel's map, or the unit in its centre",
    )


class Job(Model):
    """Long work that can be watched and cancelled."""

    id: str
    network: str
    layer: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    done: int = Field(description="items that are finished")
    total: int
    eta: float | None = Field(description="seconds until it is done; null: not known yet")
    place: int | None = Field(description="in the queue, 0 = next; null once it runs")
    message: str | None = Field(description="for a person: what failed and what to do, or what is being done")
    items: list[JobItem]


class Jobs(Model):
    """The jobs that are not over, the next one first."""

    jobs: list[Job]


class Preset(Model):
    """A named way to make pictures."""

    name: str
    help: str


class FeatureVisualizationPlan(Model):
    """What feature visualization of a layer would take."""

    presets: list[Preset] = Field(description="the first is the default")
    seconds_per_picture: float = Field(description="at most, measured here with the preset asked for")
    strongest: list[int] = Field(
        description="channels, the strongest in the run first, or else in the data set; empty: not known"
    )
    ready: list[JobItem] = Field(description="pictures that are there already")


class NetworkVisualizationRequest(Model):
    """Pictures of the strongest channels of every layer, in the background."""

    per_layer: Annotated[int, Field(ge=1, le=65536)] = Field(
        default=16, description="channels per layer, those that the data set excites most"
    )
    preset: str | None = Field(default=None, description="null: the server's default")


class Patch(Model):
    """A part of a picture of the data set, in pixels of the picture as the network sees it."""

    image: str
    activation: float = Field(description="the largest value in the channel's map of this picture")
    left: int
    top: int
    width: int
    height: int


class Evidence(Model):
    """What the pictures of the data set do to a channel."""

    dataset: str
    maximum: float | None = Field(
        description="the largest mean over the channel's map that a picture reaches; null if not finite"
    )
    dead: bool = Field(description="nothing in the data set reaches the channel")
    patches: list[Patch] = Field(
        description="of at most 9 pictures, the strongest first: what the unit sees that answers most"
    )


class TrainingSetting(Model):
    """One setting of a training, as ``deepvision train`` lists it."""

    name: str
    value: str = Field(description="as JSON")


class TrainingEpoch(Model):
    """One pass over the training pictures; null where a figure is not finite, or was not measured."""

    epoch: int = Field(description="from 1")
    learning_rate: float | None = None
    train_loss: float | None = Field(default=None, description="mean over the epoch, of augmented pictures")
    train_accuracy: float | None = Field(default=None, description="0…1")
    test_loss: float | None = None
    test_accuracy: float | None = None
    seconds: float | None = None


class LayerGradients(Model):
    """How large the gradients of the layers were in an epoch."""

    epoch: int
    values: list[float | None] = Field(
        description="by layer as in ``layers``: mean absolute gradient of its parameters; null: not known"
    )


class Training(Model):
    """A network that is being trained, and shown as it is after its last epoch."""

    network: str
    settings: list[TrainingSetting]
    state: Literal["running", "done", "failed", "interrupted"]
    message: str | None = Field(description="for a person: why it failed")
    epoch: int = Field(description="epochs that are finished")
    epochs: int = Field(description="epochs when it is done")
    step: int = Field(description="steps that are finished of the epoch in work")
    steps: int = Field(description="steps of an epoch")
    eta: float | None = Field(description="seconds until it is done; null: not known yet")
    version: int = Field(description="grows whenever the network that is shown gets other weights")
    image: str | None = Field(description="the first test picture: the one to follow")
    layers: list[str] = Field(description="ids of the layers whose gradients are measured, from the input on")
    rows: list[TrainingEpoch] = Field(description="every epoch; in an event: those that are new")
    gradient_flow: list[LayerGradients] = Field(description="likewise")
