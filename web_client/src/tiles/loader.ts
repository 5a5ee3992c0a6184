/** Loads streams in a worker; one load per network at a time. */

import { ContainerError } from "../wire/container";
import type { Group, Target } from "./assemble";
import type { Failure, FromWorker, ToWorker } from "./messages";

/** The server refused (status, problem+json) or was not reached (status 0). */
export class FetchError extends Error {
  override readonly name = "FetchError";

  constructor(
    message: string,
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(message);
  }
}

/** What happens to one load. After `failed` or `end` nothing more is reported. */
export interface LoadListener {
  begin(layers: number): void;
  group(group: Group): void;
  end(): void;
  failed(error: Error): void;
}

/** The part of Worker that is used here. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

export class Loader {
  private readonly listeners = new Map<number, LoadListener>();
  private next = 0;

  constructor(private readonly worker: WorkerLike) {
    worker.onmessage = ({ data }) => {
      this.receive(data);
    };
    worker.onerror = (event) => {
      for (const load of [...this.listeners.keys()]) this.end(load)?.failed(new Error(`tile worker: ${event.message}`));
    };
  }

  /** Begins a load and returns what stops it; the listener hears nothing after that. */
  start(url: string, headers: Record<string, string>, targets: readonly Target[], listener: LoadListener): () => void {
    const load = this.next++;
    this.listeners.set(load, listener);
    this.worker.postMessage({ type: "load", load, url, headers, targets });
    return () => {
      if (this.listeners.delete(load)) this.worker.postMessage({ type: "abort", load });
    };
  }

  dispose(): void {
    this.listeners.clear();
    this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case "begin":
        this.listeners.get(message.load)?.begin(message.layers);
        break;
      case "group":
        this.listeners.get(message.load)?.group(message.group);
        break;
      case "end":
        this.end(message.load)?.end();
        break;
      case "failed":
        this.end(message.load)?.failed(asError(message.failure));
        break;
    }
  }

  private end(load: number): LoadListener | undefined {
    const listener = this.listeners.get(load);
    this.listeners.delete(load);
    return listener;
  }
}

function asError(failure: Failure): Error {
  return failure.name === "container"
    ? new ContainerError(failure.kind, failure.message, failure.problem)
    : new FetchError(failure.message, failure.status, failure.problem);
}
