import type { ExchangeOutcome } from "../outcome.ts";
import { describeShortage } from "../recordings/budget.ts";
import type { Reading } from "../wire/reading.ts";
import type { Soundness } from "./transcript.ts";

interface Described {
  readonly outcome: string;
  readonly soundness: Soundness;
}

/** Where an answer came from, and how far it can be relied on. */
export function describeOutcome(outcome: ExchangeOutcome, reading: Reading | undefined): Described {
  const came = described(outcome);
  if (came.soundness !== "sound" || reading === undefined || reading.state === "complete") return came;
  const how = reading.state === "error" ? "is an error" : "breaks off";
  return { outcome: `${came.outcome}, ${how}`, soundness: "doubtful" };
}

function described(outcome: ExchangeOutcome): Described {
  switch (outcome.kind) {
    case "replayed": {
      const stale = outcome.stale.length === 0 ? "" : `, stale in ${outcome.stale.join(", ")}`;
      return { outcome: `recording ${outcome.id}${stale}`, soundness: stale === "" ? "sound" : "doubtful" };
    }
    case "scripted":
      return sound(`turn ${outcome.position + 1} of ${outcome.script}`);
    case "faulted":
      return sound(`a fault of its scenario: ${outcome.how} for ${outcome.agent}, request ${outcome.call}`);
    case "miss": {
      const why = outcome.why === "exhausted" ? "the conversation was over" : "nothing answers it";
      const nearest = outcome.nearest === undefined ? "" : `; nearest is ${outcome.nearest}`;
      return none(`${why}${nearest}`);
    }
    case "recorded":
      return outcome.id === undefined
        ? { outcome: `answered, not kept: ${outcome.why ?? "no reason"}`, soundness: "doubtful" }
        : sound(`recorded as ${outcome.id}`);
    case "passed-on":
      return sound("passed on");
    case "over-budget":
      return none(`not passed on: ${describeShortage(outcome)}`);
    case "failed":
    case "unreadable":
      return none(outcome.reason);
    case "known":
      return sound("answered by the server itself");
    default:
      return none("no request to a model");
  }
}

const sound = (outcome: string): Described => ({ outcome, soundness: "sound" });
const none = (outcome: string): Described => ({ outcome, soundness: "none" });
