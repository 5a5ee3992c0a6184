/** Sizes of the hall in metres, angles in radians, speeds in m/s; server/deepvision/layout/sizes.py is the other half. */

const DEGREE = Math.PI / 180;

export const EYE_HEIGHT = 1.6;
export const CROUCH_HEIGHT = 1.0;
export const FIELD_OF_VIEW = 60;

export const STATION_DISTANCE = 2.5;
/** Where the page is too small to read a panel at the station, one stands back up to here: the one before is at 4 m. */
export const FARTHEST_STATION = 3.5;
export const NEAR_STATION_DISTANCE = 1.0;

export const START = { x: 0, y: EYE_HEIGHT, z: 2.2, yaw: 0, pitch: 0 };
/** The shelf is seen from the entrance unless one had to begin further back than this. */
export const FARTHEST_START = 3;

export const WALK_SPEED = 3;
export const RUN_SPEED = 8;
export const TURN_STEP = 45 * DEGREE;
export const GLIDE_SECONDS = 0.35;
export const LONGEST_GLIDE = 8;
export const DESCENT_SECONDS = 2;

export const OUTSIDE = { yaw: 35 * DEGREE, pitch: 30 * DEGREE };
/** A long hall is looked along rather than down on: its panels would be specks. */
export const OUTSIDE_LONG = { yaw: 40 * DEGREE, pitch: 24 * DEGREE };
export const LONG_HALL = 60;
export const OUTSIDE_MARGIN = 0.14;

export const BETWEEN_NETWORKS = 4;

export const RIBBON = { width: 0.1, skipWidth: 0.06, height: 0.12, arrowEvery: 2 };

export const EDGE_LABEL = { capitals: 0.04, lean: 45 * DEGREE, height: 0.13 };

export const PLATE = { bottom: 0.05, top: 0.28, lean: 30 * DEGREE, name: 0.05, facts: 0.035, narrowest: 1.3 };

export const GATE = { height: 3, capitals: 0.3, bar: 0.46, depth: 0.08, post: 0.1 };

/** Under a section: margin around its panels, less per level of nesting, and how far it reaches behind the last. */
export const CARPET = { margin: 0.6, inset: 0.15, behind: 1.2, height: 0.004, colours: [0x262c37, 0x2e3643, 0x374150] };

export const CANVAS = { height: 1.35, longerSide: 1.2, frame: 0.03 };

export const RESULTS = {
  bottom: 2.05,
  top: 2.65,
  width: 1.6,
  lean: -10 * DEGREE,
  first: 0.055,
  other: 0.038,
  lines: 5,
};

export const CLASSES = {
  behind: 2.2,
  width: 2.6,
  bottom: 0.5,
  highest: 3.8,
  heading: 0.42,
  row: 0.13,
  capitals: 0.06,
  lines: 10,
};

export const SHELF = {
  position: [-1.7, 1.35, 0.5] as const,
  yaw: 45 * DEGREE,
  columns: 5,
  rows: 4,
  picture: 0.19,
  gap: 0.02,
};

export const RULER = { capitals: 0.022, every: 8 };

/** Colours as sRGB hexadecimal numbers. */
export const COLOUR = {
  ground: 0x1b1e24,
  backing: 0x2b2f36,
  plate: 0x262a31,
  gate: 0x343b47,
  post: 0x3b424e,
  trunk: 0x4c8fa8,
  trunkArrow: 0x8fd0e6,
  skip: 0xa877c9,
  skipArrow: 0xd5b3ee,
  text: 0xeceff4,
  quiet: 0xa3adba,
  focus: 0xffb624,
  bar: 0x4c8fa8,
  barBest: 0x8fd0e6,
  right: 0x7fd48a,
  wrong: 0xff8f7d,
  track: 0x363c46,
};
