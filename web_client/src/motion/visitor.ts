import { CROUCH_HEIGHT, EYE_HEIGHT, GLIDE_SECONDS, LONGEST_GLIDE, TURN_STEP } from "../hall/sizes";
import { Signal } from "../state/signal";
import type { Pose } from "./pose";
import { between, distance } from "./pose";
import type { Steps } from "./walk";
import { advanced, turned, walked } from "./walk";

/** Seconds to darken and to brighten again around a jump. */
const DARKEN = 0.1;
const BRIGHTEN = 0.18;

type Journey =
  | { kind: "glide"; from: Pose; to: Pose; seconds: number; elapsed: number }
  | { kind: "fade"; to: Pose; elapsed: number; jumped: boolean };

/** The eye: walks with held keys, turns, glides and jumps. Knows nothing of keyboards and pages. */
export class Visitor {
  readonly moved = new Signal<Pose>();
  /** How dark the view is while it jumps, 0…1. */
  readonly darkness = new Signal<number>();
  readonly #held = new Map<string, Partial<Steps>>();
  #journey: Journey | null = null;
  #crouching = false;

  /** @param reducedMotion every glide becomes a jump */
  constructor(
    public pose: Pose,
    private readonly reducedMotion: boolean,
  ) {}

  /** A step that lasts until `release` of the same key. */
  hold(key: string, step: Partial<Steps>): void {
    this.skip();
    this.#held.set(key, step);
  }

  release(key: string): void {
    this.#held.delete(key);
  }

  releaseAll(): void {
    this.#held.clear();
  }

  /** Glides there, or jumps through a short darkness when it is far. */
  goTo(to: Pose, seconds = GLIDE_SECONDS, farthest = LONGEST_GLIDE): void {
    if (this.reducedMotion) this.place(to);
    else if (distance(this.pose, to) > farthest) this.#journey = { kind: "fade", to, elapsed: 0, jumped: false };
    else this.#journey = { kind: "glide", from: this.pose, to, seconds, elapsed: 0 };
    this.moved.emit(this.pose);
  }

  /** Ends a journey at its destination; whoever moves by hand has arrived. */
  skip(): void {
    if (this.#journey) this.place(this.#journey.to);
  }

  #stop(): void {
    this.#journey = null;
    this.darkness.emit(0);
  }

  place(pose: Pose): void {
    this.#stop();
    this.#set(pose);
  }

  turn(yaw: number, pitch: number): void {
    this.skip();
    this.#set(turned(this.pose, yaw, pitch));
  }

  turnStep(side: 1 | -1): void {
    this.goTo({ ...this.pose, yaw: this.pose.yaw + side * TURN_STEP }, 0.2);
  }

  advance(metres: number): void {
    this.skip();
    this.#set(advanced(this.pose, metres));
  }

  /** Steps sideways and up by metres, as two fingers drag. */
  shift(right: number, up: number): void {
    this.skip();
    const [sin, cos] = [Math.sin(this.pose.yaw), Math.cos(this.pose.yaw)];
    const { x, y, z } = this.pose;
    this.#set({ ...this.pose, x: x + cos * right, y: Math.max(0.3, y + up), z: z - sin * right });
  }

  /** Between standing and crouching; also the way back down to the floor. */
  crouch(): void {
    this.#crouching = !this.#crouching || this.pose.y > EYE_HEIGHT;
    this.goTo({ ...this.pose, y: this.#crouching ? CROUCH_HEIGHT : EYE_HEIGHT }, 0.2, Infinity);
  }

  /** Lets time pass. True while the eye still moves. */
  frame(seconds: number): boolean {
    if (this.#journey) this.#travel(this.#journey, seconds);
    else if (this.#held.size > 0) this.#set(walked(this.pose, this.#steps(), seconds));
    return this.#journey !== null || this.#held.size > 0;
  }

  #steps(): Steps {
    const steps: Steps = { ahead: 0, right: 0, up: 0, run: false };
    for (const held of this.#held.values()) {
      steps.ahead += held.ahead ?? 0;
      steps.right += held.right ?? 0;
      steps.up += held.up ?? 0;
      steps.run ||= held.run ?? false;
    }
    return steps;
  }

  #travel(journey: Journey, seconds: number): void {
    journey.elapsed += seconds;
    if (journey.kind === "glide") {
      const t = Math.min(1, journey.elapsed / journey.seconds);
      if (t === 1) this.#journey = null;
      this.#set(between(journey.from, journey.to, t));
      return;
    }
    if (!journey.jumped && journey.elapsed >= DARKEN) {
      journey.jumped = true;
      this.#set(journey.to);
    }
    const after = journey.elapsed - DARKEN;
    this.darkness.emit(Math.max(0, after < 0 ? journey.elapsed / DARKEN : 1 - after / BRIGHTEN));
    if (after >= BRIGHTEN) this.#stop();
  }

  #set(pose: Pose): void {
    this.pose = pose;
    this.moved.emit(pose);
  }
}
