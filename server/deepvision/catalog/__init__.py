"""Finding networks and data sets by name."""
