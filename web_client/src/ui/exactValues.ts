import type { Api } from "../api/client";
import type { Channel } from "../api/types";
import type { Session } from "../state/session";
import type { Magnified } from "./magnifier";

/** Channels kept: as many as a pointer wanders over before it comes back. */
const KEPT = 24;

/** Exact values under the pointer: a channel is read once and then answers at once. */
export class ExactValues {
  readonly #channels = new Map<string, Promise<Channel>>();

  constructor(
    private readonly api: Api,
    private readonly session: Session,
  ) {}

  /** One value; null if it is not finite. Rejects with ApiError. */
  async read({ network, layer, channel }: Magnified, row: number, column: number): Promise<number | null> {
    const key = `${this.session.runs.get(network)?.run ?? ""} ${layer} ${channel}`;
    let asked = this.#channels.get(key);
    if (!asked) {
      asked = this.session.withRun(network, (run) => this.api.channel(run, layer, channel));
      asked.catch(() => this.#channels.delete(key));
      this.#channels.set(key, asked);
      const [oldest] = this.#channels.keys();
      if (this.#channels.size > KEPT && oldest !== undefined) this.#channels.delete(oldest);
    }
    const { shape, values } = await asked;
    return values[row * shape[1] + column] ?? null;
  }
}
