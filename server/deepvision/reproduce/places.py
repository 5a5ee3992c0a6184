"""Where each table and figure of the thesis is: computed here, seen in the hall, or waiting for data."""

from collections.abc import Iterable

PLACES: tuple[tuple[str, str], ...] = (
    ("figure 2.1, table 2.1", "the data sets: [reference](reference.md); their pictures wait for the data itself"),
    ("figure 2.2, table 2.2", "`deepvision serve --network densenet121`: 7.98 million parameters (1000 classes)"),
    ("figure 2.3", "`deepvision serve --network inceptionv3`: 27.2 million parameters (1000 classes)"),
    ("figure 2.4, table 2.3", "`deepvision serve --network resnet18`: 11.7 million parameters (1000 classes)"),
    ("table 2.4", "`deepvision serve --network vgg13`: 37.2 million parameters"),
    ("figures 3.1 to 3.7", "not here: t-SNE and Grad-CAM are not made yet, and wait for SARS-CoV-2 CT and COVID19-CT"),
    ("figure 4.1", "[how the system is built](design.md)"),
    ("figures 4.2 to 4.4", "the hall itself: pictures in the [README](../README.md), `make run`"),
    ("figure 4.5, table 4.1", "[the three strategies](training.md)"),
    ("table 4.2", "below, `table-4.2`"),
    ("table 4.3, figure 4.6", "on drawn shapes instead of Caltech101: [case study](case-study.md)"),
    ("figures 4.7, 4.8", "wait for SARS-CoV-2 CT, and for trained weights of CovidDenseNet"),
    ("table 5.1, figure 5.1", "below, `table-5.1`"),
    ("table 5.2", "below, `table-5.2`"),
    ("figure 5.2", "below, `figure-5.2`"),
    (
        "figure 5.3",
        "waits for torchvision's weights of ResNet18 on ImageNet; then "
        "`deepvision visualize torchvision:resnet18 --preset thesis --layer fc`",
    ),
    ("figure 5.4", "below, `figure-5.4`"),
    ("table 5.3", "below, `table-5.3`"),
    ("table 5.4", "below, `table-5.4`"),
    ("figure 6.1, table 6.1", "below, `table-6.1`; `deepvision serve --dataset oriented_dashes` shows the pictures"),
    ("figure 6.2", "the filters are `server/deepvision/layers/filters.py`; `pfnet18` in the hall shows their maps"),
    ("table 6.2", "below, `table-6.2`"),
    ("tables 6.3 to 6.8", "below, by their names; they wait for the data"),
    ("figures 6.3, 6.4", "wait for Flowers-102 and CUB-200-2011; the sets of filters are arguments of `pfnet18`"),
    ("figure 6.5", "`deepvision serve --network pfnet18_aliasing resnet18_smoothed`: with aliasing, and without"),
    ("figure 7.1, table 7.1", "`deepvision serve --network pfnet18_reduced`"),
    ("figure 7.2", "waits for Caltech101 and Flowers-102; `deepvision visualize` makes such pictures of any network"),
    ("tables 7.2 to 7.4", "below, by their names; 7.4 waits for Flowers-102"),
    ("figure A.1, A.2, A.3", "below, `figure-a.1`, `appendix-a.2`, `appendix-a.3`"),
    ("equations (8.1), (8.2)", "the augmentation `mix` of [training](training.md); low and high pass in the hall"),
)
"""What the thesis calls it, and where it is."""


def listed(places: Iterable[tuple[str, str]] = PLACES) -> str:
    """Return the places as a Markdown table."""
    lines = ["| thesis | here |", "|---|---|", *(f"| {what} | {where} |" for what, where in places)]
    return "\n".join(lines) + "\n"
