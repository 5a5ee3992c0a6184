"""Fill networks/visualizations/ with the pictures that come with a network: the strongest channels of every layer.

    python tools/make_visualizations.py covidresnet

What is there already and still belongs to the network, its weights and these settings is kept, so the same command goes
on where it was interrupted; what does not is removed. Pictures are lossy WebP, and their figures are measured on what
the file holds.
"""

import argparse
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from deepvision.api.resources.visualizations import PRESET_HELP
from deepvision.api.services import maximizer_of, shelf_folder, shown_to
from deepvision.catalog.datasets import load_dataset
from deepvision.catalog.networks import LoadedNetwork, load_network, pick_device
from deepvision.jobs import StoredResult, Work, gathered
from deepvision.jobs.shelf import read_index, write_index
from deepvision.visualization.maximization import PRESETS, Maximizer, Visualization, channel_mean, measure
from deepvision.visualization.pictures import from_input, to_input

FROM_NOISE = [name for name in PRESET_HELP if name != "maco"]
"""Presets that need nothing but the network."""
Results = dict[str, tuple[StoredResult, str]]
"""By address: figures, name of the file."""


class Filler:
    """Makes the pictures of one network.

    Args:
        loaded: the network.
        folder: of its pictures.
        preset: how they are made.
        quality: of WebP, 0 to 100.
    """

    def __init__(self, loaded: LoadedNetwork, folder: Path, preset: str, quality: int) -> None:
        self._loaded = loaded
        self._folder = folder
        self._preset = preset
        self._quality = quality
        self.maximizer: Maximizer = maximizer_of(loaded)
        self.results: Results = read_index(folder)

    def work(self, layer: str) -> Work:
        """Return what is done for a layer."""
        return Work.of(self._loaded.id, self._loaded.digest, layer, PRESETS[self._preset]())

    def is_there(self, layer: str, channel: int) -> bool:
        """Whether the picture has been made."""
        known = self.results.get(self.work(layer).address(channel))
        return known is not None and (self._folder / known[1]).is_file()

    def fill(self, layer: str, channels: list[int]) -> Iterator[StoredResult]:
        """Make pictures; each is on disk when it is yielded."""
        work = self.work(layer)
        objectives = [channel_mean(layer, channel) for channel in channels]
        for made in self.maximizer.run(objectives, work.settings):
            channel = channels[made.index]
            name = f"{layer.replace(':', '_')}-{channel:04}-{self._preset}.webp"
            result = self._write(layer, channel, made, name)
            self.results = {address: known for address, known in self.results.items() if known[1] != name}
            self.results[work.address(channel)] = result, name
            write_index(self._folder, self.results)
            yield result

    def keep(self, wanted: dict[str, list[int]]) -> int:
        """Remove what this preset made that is not wanted any more; return how many pictures went."""
        addresses = {self.work(layer).address(channel) for layer, channels in wanted.items() for channel in channels}
        ending = f"-{self._preset}.webp"
        self.results = {
            address: known
            for address, known in self.results.items()
            if address in addresses or not known[1].endswith(ending)
        }
        write_index(self._folder, self.results)
        names = {name for _, name in self.results.values()}
        gone = [path for path in self._folder.glob(f"*{ending}") if path.name not in names]
        for path in gone:
            path.unlink()
        return len(gone)

    def _write(self, layer: str, channel: int, made: Visualization, name: str) -> StoredResult:
        network = self._loaded.network
        buffer = io.BytesIO()
        picture = from_input(self.maximizer.limited(made.image), network.mean, network.std)
        picture.save(buffer, "WEBP", quality=self._quality, method=6)
        shown = to_input(Image.open(buffer).convert("RGB"), network.input_size, network.mean, network.std)[0]
        as_shipped = Visualization(**{**vars(made), "image": shown})
        (quality,) = measure(self.maximizer, [as_shipped])
        part = self._folder / f"{name}.part"
        part.write_bytes(buffer.getvalue())
        part.replace(self._folder / name)
        return StoredResult.of(layer, channel, as_shipped, quality)


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", help="named as for serve --network")
    parser.add_argument("--per-layer", type=int, default=16, metavar="N", help="channels of each layer (default: 16)")
    parser.add_argument("--dataset", default="shapes", help="whose pictures say which are the strongest")
    parser.add_argument("--preset", default=next(iter(PRESET_HELP)), choices=FROM_NOISE)
    parser.add_argument("--quality", type=int, default=80, metavar="Q", help="of WebP, 0 to 100 (default: 80)")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--out", type=Path, default=shelf_folder(), metavar="DIR", help="folder of all networks")
    given = parser.parse_args(arguments)
    if given.per_layer < 1 or not 0 <= given.quality <= 100:
        parser.error("expected --per-layer of at least 1 and --quality from 0 to 100")

    loaded = load_network(given.network, device=pick_device(given.device))
    folder = given.out / loaded.id
    folder.mkdir(parents=True, exist_ok=True)
    filler = Filler(loaded, folder, given.preset, given.quality)
    print(f"Looking at the pictures of {given.dataset} …", flush=True)
    evidence = gathered(shown_to(loaded, load_dataset(given.dataset), lambda: filler.maximizer.reach))
    layers = [node.id for node in loaded.graph.nodes if node.kind != "input"]
    wanted = {layer: evidence.layers[layer].strongest()[: given.per_layer] for layer in layers}
    missing = {layer: [c for c in channels if not filler.is_there(layer, c)] for layer, channels in wanted.items()}
    total, made, began = sum(map(len, missing.values())), 0, time.monotonic()
    print(f"{sum(map(len, wanted.values())) - total} pictures are there, {total} are made.", flush=True)
    for layer, channels in missing.items():
        for result in filler.fill(layer, channels):
            made += 1
            left = (time.monotonic() - began) / made * (total - made)
            print(f"{made} of {total}: {layer} {result.channel}, {result.verdict}; about {left:.0f} s left", flush=True)
    gone = filler.keep(wanted)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{folder}: {len(filler.results)} pictures, {size / 1e6:.1f} MB; {gone} old ones removed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
