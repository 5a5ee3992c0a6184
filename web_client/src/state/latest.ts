/** Does something again and again for whoever asks, one at a time: however often one asks meanwhile, it follows once. */
export class Latest {
  #running = false;
  #again = false;

  /** @param act looks itself at what is wanted by then; it handles its own errors */
  constructor(private readonly act: () => Promise<void>) {}

  ask(): void {
    this.#again = true;
    if (!this.#running) void this.#work();
  }

  async #work(): Promise<void> {
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.act();
      }
    } finally {
      this.#running = false;
    }
  }
}
