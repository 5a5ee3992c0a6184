/** Fetches, reads and packs streams off the main thread. */

import { ContainerError, readContainer } from "../wire/container";
import { Assembler, transferables } from "./assemble";
import type { Failure, FromWorker, ToWorker } from "./messages";

/** The worker's side of the two threads; typed here because TypeScript's page and worker libraries exclude each other. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const running = new Map<number, AbortController>();

scope.onmessage = ({ data }) => {
  if (data.type === "abort") {
    running.get(data.load)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(data.load, controller);
  void load(data, controller.signal).finally(() => running.delete(data.load));
};

async function load(request: ToWorker & { type: "load" }, signal: AbortSignal): Promise<void> {
  try {
    const stream = await open(request, signal);
    let assembler: Assembler | null = null;
    for await (const event of readContainer(stream)) {
      if (signal.aborted) return;
      if (event.type === "header") {
        assembler = new Assembler(event.header, request.targets);
        post({ type: "begin", load: request.load, layers: assembler.layerCount });
      } else {
        for (const group of assembler?.accept(event.frame) ?? []) {
          post({ type: "group", load: request.load, group }, transferables(group));
        }
      }
    }
    post({ type: "end", load: request.load });
  } catch (error) {
    if (!signal.aborted) post({ type: "failed", load: request.load, failure: asFailure(error) });
  }
}

function post(message: FromWorker, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

async function open(request: ToWorker & { type: "load" }, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(request.url, { headers: request.headers, signal });
  if (!response.ok || response.body === null) {
    const problem: unknown = await response.json().catch(() => null);
    throw new RefusedError(response.status, problem);
  }
  return response.body;
}

class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(`the server answered ${status}`);
  }
}

function asFailure(error: unknown): Failure {
  if (error instanceof ContainerError) {
    return { name: "container", kind: error.kind, message: error.message, problem: error.problem };
  }
  if (error instanceof RefusedError) {
    return { name: "fetch", status: error.status, message: error.message, problem: error.problem };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { name: "fetch", status: 0, message: `the server cannot be reached, or the connection broke: ${reason}`, problem: null };
}
