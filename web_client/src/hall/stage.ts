import { Color, PerspectiveCamera, Scene, WebGLRenderer } from "three";
import type { Pose } from "../motion/pose";
import { Resolution } from "./resolution";
import { COLOUR, FIELD_OF_VIEW } from "./sizes";

/** Tangent of half the horizontal field of view that an upright screen should have. */
const NARROWEST_VIEW = 0.66;
const HIGHEST_FIELD_OF_VIEW = 90;

/** Shown in the page's corner while the resolution is lowered; null when it is not. */
export type ResolutionListener = (scale: number) => void;

/** The canvas, the camera and the one loop that draws; frames are drawn only when something asked for one. */
export class Stage {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.08, 1500);
  readonly renderer: WebGLRenderer;
  /** Called before each frame with the seconds since the last one; true asks for another frame. */
  onFrame: (seconds: number) => boolean = () => false;
  onResolution: ResolutionListener = () => undefined;
  readonly #resolution = new Resolution();
  #requested = 0;
  #last = 0;
  #covered = { above: 0, right: 0 };
  #drawn: (() => void)[] = [];

  constructor(readonly canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: "high-performance" });
    this.renderer.setClearColor(new Color(COLOUR.ground), 1);
    this.renderer.info.autoReset = true;
    new ResizeObserver(() => {
      this.resize();
    }).observe(canvas);
    this.resize();
  }

  /** Asks for a frame. Any number of requests give one frame. */
  request = (): void => {
    if (this.#requested === 0) this.#requested = requestAnimationFrame(this.#frame);
  };

  /** Resolves after the next frame has been drawn. */
  nextFrame(): Promise<void> {
    return new Promise((resolve) => {
      this.#drawn.push(resolve);
      this.request();
    });
  }

  setPose(pose: Pose): void {
    this.camera.position.set(pose.x, pose.y, pose.z);
    this.camera.rotation.set(pose.pitch, pose.yaw, 0, "YXZ");
    this.request();
  }

  /** Whether another frame is already asked for. */
  get busy(): boolean {
    return this.#requested !== 0;
  }

  /** The hall is centred in what a bar above and a column at the right leave free. */
  keepClear(above: HTMLElement, right: HTMLElement): void {
    const measure = (): void => {
      const beside = right.offsetWidth < this.canvas.clientWidth / 2;
      this.#covered = { above: above.offsetHeight, right: beside ? right.offsetWidth : 0 };
      this.resize();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(above);
    observer.observe(right);
    measure();
  }

  /** The free part of the view: its vertical field of view in radians, and its width divided by its height. */
  freeView(): { fieldOfView: number; aspect: number } {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { above, right } = this.#covered;
    const tangent = Math.tan((this.#fieldOfView * Math.PI) / 360) * (1 - above / height);
    return { fieldOfView: 2 * Math.atan(tangent), aspect: (width - right) / (height - above) };
  }

  /** Where the middle of the free part is on the page, in CSS pixels. */
  centre(): { x: number; y: number } {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return { x: left + (width - this.#covered.right) / 2, y: top + (height + this.#covered.above) / 2 };
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || height === 0) return;
    const { above, right } = this.#covered;
    this.camera.aspect = width / height;
    this.camera.fov = this.#fieldOfView;
    this.camera.setViewOffset(width, height, right / 2, -above / 2, width, height);
    this.#applyResolution();
    this.request();
  }

  /** Vertical, in degrees: an upright screen looks further up and down, so that it also sees something beside it. */
  get #fieldOfView(): number {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const upright = (2 * Math.atan((NARROWEST_VIEW * height) / width) * 180) / Math.PI;
    return Math.max(FIELD_OF_VIEW, Math.min(HIGHEST_FIELD_OF_VIEW, upright));
  }

  readonly #frame = (now: number): void => {
    this.#requested = 0;
    const seconds = Math.min(0.1, (now - this.#last) / 1000);
    const moving = this.onFrame(this.#last === 0 ? 0 : seconds);
    if (this.#resolution.frame(now - this.#last, moving)) this.#applyResolution();
    this.#last = moving ? now : 0;
    this.renderer.render(this.scene, this.camera);
    if (moving) this.request();
    for (const resolve of this.#drawn.splice(0)) resolve();
  };

  #applyResolution(): void {
    const ratio = Math.min(2, window.devicePixelRatio) * this.#resolution.scale;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(width, height, false);
    this.onResolution(this.#resolution.scale);
  }
}
