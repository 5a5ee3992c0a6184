import type { Target } from "../hall/target";
import type { PointerActions } from "../motion/controls";
import type { Application } from "./application";
import type { Hints } from "./hints";
import type { Pictures } from "./pictures";
import type { Tooltip } from "./tooltip";

/** Metres up to which a tile can be read; a click on a panel further away leads to it. */
const READABLE = 6;

/** What pointing at things and clicking on them does. */
export class Pointing implements PointerActions {
  constructor(
    private readonly application: Application,
    private readonly tooltip: Tooltip,
    private readonly hints: Hints,
    private readonly pictures: Pictures,
  ) {}

  readonly hover = (x: number, y: number): void => {
    this.#show(this.application.world.pick(x, y), x, y);
  };

  readonly leave = (): void => {
    this.#show(null, 0, 0);
  };

  readonly click = (x: number, y: number): void => {
    this.tooltip.show(null, 0, 0);
    const { world, go, select, magnifier, openShelf } = this.application;
    const target = world.pick(x, y);
    if (target?.kind === "panel") {
      const { network, layer, channel, distance } = target;
      if (distance > READABLE) go({ network, layer });
      else select({ network, layer });
      if (channel !== null && distance <= READABLE) magnifier.open({ network, layer, channel });
    } else if (target?.kind === "canvas") openShelf();
    else if (target?.kind === "picture") this.pictures.pickSlot(target.slot);
    else if (target) world.visitor.goTo({ ...world.visitor.pose, x: target.x, z: target.z });
  };

  #show(target: Target | null, x: number, y: number): void {
    const { hall, stage } = this.application.world;
    const tile = target?.kind === "panel" && target.channel !== null ? target : null;
    this.tooltip.show(target, x, y);
    hall.focus(tile, tile?.channel ?? null);
    stage.canvas.style.cursor = target && target.kind !== "floor" ? "pointer" : "";
    if (tile) this.hints.done("point");
  }
}
