/** Bodies of the REST interface; the same names as in server/deepvision/api/schemas.py. */

export type Position = [number, number, number];
export type Shape = [number, number, number];

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

export interface Server {
  name: "deepvision";
  version: string;
  api: number;
  device: string;
  max_upload_bytes: number;
  max_upload_pixels: number;
  image_formats: string[];
}

export interface Panel {
  position: Position;
  yaw: number;
  width: number;
  height: number;
  columns: number;
  rows: number;
  gap: number;
}

export interface Node {
  id: string;
  name: string;
  kind: "input" | "tracker" | "layer" | "join";
  shape: Shape;
  parameters: number;
  section: string | null;
  panel: Panel | null;
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  label: string;
  skip: boolean;
  points: Position[];
}

export interface Gate {
  position: Position;
  width: number;
}

export interface Section {
  id: string;
  name: string;
  parent: string | null;
  nodes: string[];
  folded: boolean;
  gate: Gate | null;
}

export interface Bounds {
  x_min: number;
  x_max: number;
  z_min: number;
  z_max: number;
}

export interface NetworkSummary {
  id: string;
  name: string;
  source: string;
  weights: string | null;
  trained: boolean;
  parameters: number;
  input_size: [number, number];
  input_channels: number;
}

export interface NetworkFailure {
  name: string;
  detail: string;
}

export interface Networks {
  networks: NetworkSummary[];
  failures: NetworkFailure[];
}

export interface Network extends NetworkSummary {
  class_names: string[];
  nodes: Node[];
  edges: Edge[];
  sections: Section[];
  bounds: Bounds;
}

export interface DatasetSummary {
  id: string;
  name: string;
  count: number;
  class_names: string[];
}

export interface Datasets {
  datasets: DatasetSummary[];
}

export interface DatasetImage {
  image: string;
  label: number;
  class_name: string;
}

export interface DatasetImages {
  total: number;
  offset: number;
  images: DatasetImage[];
}

export interface Image {
  image: string;
  width: number;
  height: number;
}

export interface NoiseRequest {
  seed: number;
  width: number;
  height: number;
}

export interface Intervention {
  layer: string;
  channel: number;
  value: number;
}

export interface RunRequest {
  image: string;
  interventions: Intervention[];
  keep: boolean;
}

export interface Prediction {
  index: number;
  name: string;
  logit: number | null;
  probability: number | null;
}

export interface Run {
  run: string;
  network: string;
  image: string;
  predictions: Prediction[];
  true_class: string | null;
  graph: Network | null;
}

export interface Histogram {
  edges: number[];
  counts: number[];
  min: number | null;
  max: number | null;
  mean: number | null;
  zeros: number;
  not_finite: number;
}

export interface Channel {
  shape: [number, number];
  values: (number | null)[];
}
