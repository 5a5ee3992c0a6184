import type { Bounds, Network } from "../api/types";
import type { View } from "../hall/stage";
import type { Station } from "../hall/stations";
import { entrance, entranceOverlooking, neighbour, reading, stationsOf } from "../hall/stations";
import { outsideView } from "./outside";
import type { Pose } from "./pose";
import type { Visitor } from "./visitor";

/** Higher than this one is outside. */
const OUTSIDE_HEIGHT = 4;

/** The ways through the hall: from station to station, to the entrance, outside and back. */
export class Tour {
  readonly stations: readonly Station[];
  #inside: Pose | null = null;

  /**
   * @param lanes x of each network's lane
   * @param view the part of the page that nothing covers: vertical field of view in radians, width divided by height
   */
  constructor(
    private readonly visitor: Visitor,
    private readonly networks: readonly Network[],
    private readonly lanes: readonly number[],
    private readonly view: () => View,
  ) {
    this.stations = networks.flatMap(stationsOf);
  }

  /** Where one stands to read a layer on this page; null for a layer that does not stand. */
  reading({ network, layer }: { network: string; layer: string }): Pose | null {
    const nodes = this.networks.find(({ id }) => id === network)?.nodes;
    const panel = nodes?.find(({ id }) => id === layer)?.panel;
    return panel ? reading(panel, this.view()) : null;
  }

  /** The station nearest to the visitor, of one network or of all. */
  nearest(network?: string): Station | null {
    const { x, z } = this.visitor.pose;
    const away = ({ pose }: Station): number => Math.hypot(pose.x - x, pose.z - z);
    const stations = this.stations.filter((station) => network === undefined || station.network === network);
    return stations.reduce<Station | null>(
      (best, station) => (!best || away(station) < away(best) ? station : best),
      null,
    );
  }

  /** The station after (1) or before (-1) the selected one, or where one stands; null before the first. */
  next(step: 1 | -1, selected: { network: string; layer: string } | null): Station | null {
    const network = selected?.network ?? this.nearest()?.network;
    const stations = this.stations.filter((station) => station.network === network);
    return neighbour(stations, this.visitor.pose, selected?.layer ?? null, step);
  }

  /** Where a network's hall begins; without a name, the first one's. */
  entrance(network?: string): Pose {
    const i = this.networks.findIndex(({ id }) => id === network);
    return i > 0 ? entrance(this.lanes[i] ?? 0) : entranceOverlooking(this.view());
  }

  /** The view of the whole hall from outside. */
  outside(): Pose {
    const { fieldOfView, aspect } = this.view();
    return outsideView([...this.lanes.map(entranceGround), ...this.networks.flatMap(panelGround)], fieldOfView, aspect);
  }

  /** Goes outside, or back to where one was. */
  toggleOutside(): void {
    const { pose } = this.visitor;
    const isOutside = pose.y > OUTSIDE_HEIGHT;
    const to = isOutside ? (this.#inside ?? this.entrance()) : this.outside();
    this.#inside = isOutside ? null : pose;
    this.visitor.goTo(to, 0.8, Infinity);
  }
}

/** The ground under a network's canvas and the shelf beside it. */
function entranceGround(lane: number): Bounds {
  return { x_min: lane - 2.4, x_max: lane + 0.8, z_min: 0, z_max: 1 };
}

function panelGround({ nodes }: Network): Bounds[] {
  return nodes.flatMap(({ panel }) => {
    if (!panel) return [];
    const { position: [x, , z], width } = panel;
    return [{ x_min: x - width / 2, x_max: x + width / 2, z_min: z, z_max: z }];
  });
}
