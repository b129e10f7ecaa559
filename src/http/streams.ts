import { Problem } from "./problem.js";

/** Open streams of a process, bounded in all and for each tenant, so that none takes all. */
export class Streams {
  #open = 0;
  readonly #byTenant = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly mostOfOne: number,
  ) {}

  /** A place, to be given back by calling it. Throws `Problem` 429 when all are taken. */
  take(tenant: string): () => void {
    const own = this.#byTenant.get(tenant) ?? 0;
    if (this.#open >= this.most || own >= this.mostOfOne) {
      throw new Problem(429, {
        detail: `${own} streams of yours are open; ask for the verification itself meanwhile (?wait=20).`,
        violatedPolicies: ["streams"],
        headers: { "retry-after": "10" },
      });
    }
    this.#open += 1;
    this.#byTenant.set(tenant, own + 1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#open -= 1;
      const left = (this.#byTenant.get(tenant) ?? 1) - 1;
      if (left > 0) this.#byTenant.set(tenant, left);
      else this.#byTenant.delete(tenant);
    };
  }
}
