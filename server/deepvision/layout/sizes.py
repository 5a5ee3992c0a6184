"""Sizes of the hall, in metres, for everything the layout decides.

Sources: the project's table of the hall's sizes (``docs/design.md``, "Space"); each figure follows from what the
eye resolves from a station 2.5 m before a panel. Nothing else in this package holds a length.
"""

# Panels
PANEL_MAX_WIDTH = 3.2
PANEL_MAX_HEIGHT = 2.4
PANEL_CENTRE_HEIGHT = 1.5
PITCH_MAX = 0.60
"""Horizontal distance of two cells, at most."""
PITCH_PER_TEXEL = 0.04
"""Small maps are not blown up: the pitch is at most this times the longer side in texels, but see PITCH_SMALL."""
PITCH_SMALL = 0.05
"""Whatever the map's size, a pitch up to this is allowed; a vector's units stand this far apart."""
GAP_SHARE = 0.06
"""Gap between two cells as a share of the pitch."""
GAP_MIN = 0.0045
CELLS_PER_GROUP = 8
"""After every so many columns and rows the gap is doubled."""
CHANNELS_PER_PAGE = 4096
ONE_ROW_CHANNELS = 4
"""Up to so many channels stand in one row."""
GRID_ASPECT = (4, 3)
"""Preferred columns : rows."""

# Hall
FIRST_RANK_Z = -4.0
RANK_DISTANCE = 4.0
GATE_DISTANCE = 2.0
"""Added to the distance of two ranks when a section begins between them."""
GATE_WIDTH = 3.5
GATE_SPACING = 0.6
"""Between the gates of nested sections that begin together."""
LANE_DISTANCE = 5.0
UNFOLDED_RANKS_MAX = 30
CANVAS_LONGER_SIDE = 1.2

# Edges
EDGE_HEIGHT = 0.12
TRACK_FIRST = 2.0
"""Distance from the middle of a lane to the first track in the aisle beside it."""
TRACK_SPACING = 0.2
TRACKS_PER_AISLE = 7
BAND_START = 0.5
"""Distance from a panel to the nearest place behind or before it where edges change lanes."""
BAND_DEPTH = 1.2
BAND_SPACING = 0.15
PORT_SPACING = 0.25
"""Distance of the places where edges meet a panel, at most."""
