import type { NetworkSummary } from "../api/types";
import type { Session } from "../state/session";
import type { Stage } from "../hall/stage";
import { download } from "./dom";

const CAPTION = 28;

/** Saves the view at twice its size, with a caption below it that says what is seen. */
export async function saveSnapshot(stage: Stage, caption: string, name: string): Promise<void> {
  const { renderer, scene, camera } = stage;
  const { clientWidth, clientHeight } = stage.canvas;
  renderer.setDrawingBufferSize(clientWidth, clientHeight, 2 * Math.min(2, window.devicePixelRatio));
  renderer.setViewport(0, 0, clientWidth, clientHeight);
  camera.clearViewOffset();
  renderer.render(scene, camera);
  const captioned = withCaption(renderer.domElement, caption);
  stage.resize();
  const blob = await new Promise<Blob | null>((resolve) => {
    captioned.toBlob(resolve, "image/png");
  });
  if (!blob) throw new Error("Expected a PNG of the view, but the browser made none. Try a smaller window.");
  download(blob, name);
}

/** What a saved picture shows; untrained weights are announced here too. */
export function captionOf(
  networks: readonly NetworkSummary[],
  { image, changes }: Pick<Session, "image" | "changes">,
  layer: string | null,
  scale: string,
): string {
  const names = networks.map(({ name, trained, weights }) =>
    trained ? `${name} (${weights ?? "trained"})` : `${name} (UNTRAINED: the results mean nothing)`,
  );
  const parts = [names.join(" + "), image ?? "no picture"];
  if (layer !== null) parts.push(layer);
  if (changes.length > 0) parts.push(`channels switched off: ${changes.length}`);
  return [...parts, `scale: ${scale}`].join("  ·  ");
}

/** A copy of the picture with a line of text below it; it must be made in the task that drew the picture. */
function withCaption(picture: HTMLCanvasElement, caption: string): HTMLCanvasElement {
  const unit = picture.width / 1280;
  const made = document.createElement("canvas");
  made.width = picture.width;
  made.height = picture.height + Math.round(CAPTION * unit);
  const context = made.getContext("2d");
  if (!context) throw new Error("Expected a 2D canvas for the caption, but this browser gives none.");
  context.fillStyle = "#14161a";
  context.fillRect(0, 0, made.width, made.height);
  context.drawImage(picture, 0, 0);
  context.fillStyle = "#eceff4";
  context.font = `${15 * unit}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.fillText(caption, 12 * unit, picture.height + (CAPTION * unit) / 2, made.width - 24 * unit);
  return made;
}
