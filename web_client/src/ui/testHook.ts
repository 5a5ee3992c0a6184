import type { Target } from "../hall/target";
import { onPage } from "../hall/rays";
import type { Application } from "./application";

/** `window.deepvision`: for tests only. Points are in CSS pixels of the page. */
export interface TestHook {
  /** Resolves when the first picture stands in the hall in full. */
  ready: Promise<void>;
  state: () => object;
  project: (layer: string, channel: number) => { x: number; y: number } | null;
  pick: (x: number, y: number) => Target | null;
  drawCalls: () => number;
  uploadedBytesPerFrame: () => number;
  go: (layer: string) => void;
  /** Texts are drawn, or not: letters of two clients are never the same. */
  showLabels: (shown: boolean) => void;
  /** Resolves after a frame in which nothing moved and nothing arrived. */
  idle: () => Promise<void>;
}

declare global {
  interface Window {
    deepvision?: TestHook;
  }
}

export function installTestHook(application: Application, ready: Promise<void>): void {
  const { world } = application;
  const { stage, hall, visitor, session } = world;
  const networkOf = (layer: string): string =>
    world.networks.find(({ nodes }) => nodes.some(({ id }) => id === layer))?.id ?? "";
  window.deepvision = {
    ready,
    state: () => ({
      pose: visitor.pose,
      selected: application.selected,
      image: session.image,
      runs: Object.fromEntries([...session.runs].map(([network, { run }]) => [network, run])),
      scale: application.scale,
      colormap: application.colormap,
      changes: session.changes,
      magnified: application.magnifier.shown,
      generated: application.magnifier.showsGenerated,
      visualized: application.selected && {
        ...world.visualizations.status(application.selected),
        shown: world.visualizations.isShown(application.selected),
        finished: [...world.visualizations.finished(application.selected)],
        tiles: world.pictures.size,
      },
      background: world.background.progress,
      training: application.training.training,
    }),
    project: (layer, channel) => {
      const centre = hall.tileCentre({ network: networkOf(layer), layer }, channel);
      return centre && onPage(stage.camera, stage.canvas, centre);
    },
    pick: (x, y) => world.pick(x, y),
    drawCalls: () => stage.renderer.info.render.calls,
    uploadedBytesPerFrame: () => hall.store.uploadedBytes,
    go: (layer) => {
      application.go({ network: networkOf(layer), layer });
    },
    showLabels: (shown) => {
      hall.showLabels(shown);
    },
    idle: async () => {
      do await stage.nextFrame();
      while (stage.busy);
    },
  };
}
