import type { Evidence, JobItem } from "../api/types";
import { count, number } from "../hall/numbers";
import type { WorkStatus } from "../state/layerWork";

/** A duration as people say it: about 40 s, about 3 min, about 2 h. */
export function duration(seconds: number): string {
  if (seconds < 1) return "under 1 s";
  if (seconds < 100) return `about ${Math.ceil(seconds)} s`;
  return seconds < 100 * 60 ? `about ${Math.ceil(seconds / 60)} min` : `about ${Math.ceil(seconds / 3600)} h`;
}

/** What making pictures would take; those that are there already take no time. */
export function estimate(missing: number, secondsPerPicture: number | null): string {
  if (missing === 0) return "ready";
  return secondsPerPicture === null ? "time not known" : duration(missing * secondsPerPicture);
}

/** One line: how much is done and how long it takes, or how it ended; empty before anything was asked for. */
export function statusLine({ state, done, total, eta, place, message }: WorkStatus): string {
  switch (state) {
    case "none":
      return "";
    case "starting":
      return "Asking the server…";
    case "queued":
      return place === null || place === 0 ? "Begins next" : `Waits: ${place} before it`;
    case "running":
      return eta === null ? `${done} of ${total}` : `${done} of ${total} · ${duration(eta)} left`;
    case "done":
      return message ?? `${pictures(done)} made`;
    case "cancelled":
      return `Stopped: ${done} of ${total} are kept`;
    case "failed":
      return message ?? "It failed. Look at the server's terminal.";
  }
}

/** On a layer's plate while it is worked on. */
export function plateLine(status: WorkStatus): string {
  return `what it looks for: ${statusLine(status).toLowerCase()}`;
}

export function pictures(made: number): string {
  return made === 1 ? "1 picture" : `${count(made)} pictures`;
}

/** What a generated picture reached, one fact each; plainly where it means nothing. */
export function factsOf(item: JobItem, evidence: Evidence | null): string[] {
  if (item.partial) return ["In work: a better picture follows."];
  if (item.verdict === "dead") return [deadLine(evidence)];
  if (item.verdict === "not-finite" || item.activation === null) {
    return ["The network's answer to this picture is not finite: the picture means nothing."];
  }
  const what = item.objective === "centre" ? "the unit in the channel's centre" : "the channel";
  const mean = item.objective === "centre" ? "" : " (mean over its map)";
  const facts = [`It excites ${what} to ${number(item.activation)}${mean}${comparison(item, evidence)}.`];
  if (item.robustness !== null) facts.push(robustnessLine(item.robustness));
  if (item.rank !== null) facts.push(rankLine(item.rank));
  return facts;
}

function deadLine(evidence: Evidence | null): string {
  const also = evidence?.dead === true ? `, nor does any picture of ${evidence.dataset}` : "";
  return `Dead: no picture that was tried reaches this channel${also}. What is shown means nothing.`;
}

function comparison(item: JobItem, evidence: Evidence | null): string {
  const most = item.objective === "centre" ? evidence?.patches[0]?.activation : evidence?.maximum;
  const largest = most ?? 0;
  const { activation, relative = null } = item;
  const times = largest > 0 && activation !== null ? activation / largest : relative;
  return times === null ? "" : `: ${number(times)} × the most that any picture of ${evidence?.dataset ?? "the data set"} does`;
}

/** @param robustness share of the activation that is left under small shifts and noise */
function robustnessLine(robustness: number): string {
  return `Under small shifts and noise ${Math.round(robustness * 100)} % of that is left.`;
}

/** @param rank 0 is the largest */
function rankLine(rank: number): string {
  if (rank === 0) return "No other channel of the layer answers it more strongly.";
  return rank === 1 ? "1 other channel of the layer answers it more strongly." : `${count(rank)} other channels of the layer answer it more strongly.`;
}
