import type { CaseFinding, Rehearsal } from "../case-result.ts";
import { describeEnd } from "../describe-end.ts";
import { describeDifference } from "../outcome.ts";
import {
  rehearsalAttempt,
  rehearsalEnded,
  rehearsalIncomplete,
  rehearsalIsolation,
  rehearsalLeftBehind,
  rehearsalLimit,
  rehearsalNoRequest,
  rehearsalStale,
  rehearsalUnanswered,
  rehearsalUnmatched,
} from "../rules.ts";
import { describeShortage, type Shortage } from "../recordings/budget.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { asksModel } from "./asks-model.ts";

const MOST = 20;
const MB = 1_000_000;

/** What is wrong with one run, whatever is expected of it. */
export function* findInRun(
  scenario: Scenario,
  rehearsal: Rehearsal,
  stale: "warning" | "error",
): Generator<CaseFinding> {
  const { ran, tally, exchanges } = rehearsal;
  const { agents, prompt = agents, recordings = prompt } = scenario.places;
  const at = (...keys: readonly string[]): Pick<CaseFinding, "at"> => {
    const place = keys.map((key) => scenario.places[key]).find((one) => one) ?? prompt;
    return place ? { at: place } : {};
  };
  if (scenario.kind !== "hook" && !exchanges.some(asksModel))
    yield { rule: rehearsalNoRequest, message: "The server of models was asked nothing.", ...at("prompt") };
  for (const miss of tally.misses.slice(0, MOST)) {
    const times = miss.times === 1 ? "" : ` It was asked ${miss.times} times.`;
    const why =
      miss.why === "exhausted"
        ? "what was recorded or written for this conversation is over"
        : "no recording answers this";
    const beside =
      miss.nearest === undefined
        ? ""
        : ` The nearest is ${miss.nearest}${miss.differs.length > 0 ? `, which differs in: ${miss.differs.map(describeDifference).join("; ")}` : ""}.`;
    yield {
      rule: rehearsalUnanswered,
      message: `Nothing answers POST ${miss.path}: ${why}.${beside}${times}`,
      ...at("prompt"),
    };
  }
  for (const { outcome } of exchanges) {
    if (outcome.kind === "unreadable")
      yield { rule: rehearsalUnanswered, message: `A request cannot be read: ${outcome.reason}.`, ...at("prompt") };
    if (outcome.kind === "failed" || outcome.kind === "over-budget")
      yield { rule: rehearsalUnanswered, message: describeRefusal(outcome), ...at("prompt") };
  }
  for (const path of tally.unmatched.slice(0, MOST))
    yield {
      rule: rehearsalUnmatched,
      message: `It asks for ${path.slice(0, 200)}, which is no request to a model.`,
      ...at("prompt"),
    };
  for (const { host, count } of ran.attempts.slice(0, MOST))
    yield {
      rule: rehearsalAttempt,
      message: `It asked for ${host.slice(0, 200)}${count === 1 ? "" : ` ${count} times`}, and was refused.`,
      ...at("prompt"),
    };
  yield* ofItsEnd(scenario, rehearsal, at);
  if (tally.stale.length > 0)
    yield {
      rule: rehearsalStale,
      message: describeStale(rehearsal),
      severity: stale,
      ...(recordings && { at: recordings }),
    };
  for (const id of [...tally.truncated, ...tally.errors].slice(0, MOST)) {
    const what = tally.errors.includes(id) ? "an error" : "an answer that breaks off";
    yield {
      rule: rehearsalIncomplete,
      message: `Recording ${id} holds ${what}.`,
      ...(recordings && { at: recordings }),
    };
  }
  if (ran.isolation === "proxy-and-canary")
    yield { rule: rehearsalIsolation, message: "A proxy alone shuts the program in: who asks it not is not seen." };
}

/** What did not end well, a sentence each. */
function ends({ ran, members }: Rehearsal): readonly string[] {
  if (!members) return [describeEnd(ran.ended)].filter((said) => said !== undefined);
  return members.flatMap(({ name, ended }) => {
    const said = describeEnd(ended);
    return said === undefined ? [] : [`${name}: ${said}`];
  });
}

function* ofItsEnd(
  { expect, limits }: Scenario,
  rehearsal: Rehearsal,
  at: (...keys: readonly string[]) => Pick<CaseFinding, "at">,
): Generator<CaseFinding> {
  const { ran, tally } = rehearsal;
  const isExpected = ran.ended.kind === "exit" && expect.some(({ type }) => type === "exit-code");
  const isCut = ran.ended.kind === "time-limit" || ran.ended.kind === "too-many-processes";
  for (const message of isExpected ? [] : ends(rehearsal))
    yield { rule: rehearsalEnded, message, ...(isCut ? at("limits") : at("command", "adapter")) };
  // Whoever is cut off has not left anything: some of its processes end a moment before others.
  if (ran.left.length > 0 && !isCut)
    yield {
      rule: rehearsalLeftBehind,
      message: `It left ${ran.left.slice(0, MOST).join(", ")} behind.`,
      ...at("command", "adapter"),
    };
  const tokens = tally.usage.input + tally.usage.output;
  const { tokens: mostTokens = Infinity, "memory-mb": mostMemory = Infinity } = limits;
  if (tokens > mostTokens)
    yield {
      rule: rehearsalLimit,
      message: `The answers have ${tokens} tokens, more than the ${mostTokens} that are allowed.`,
      ...at("limits"),
    };
  if (ran.memoryBytes > mostMemory * MB)
    yield {
      rule: rehearsalLimit,
      message: `Its processes hold ${Math.ceil(ran.memoryBytes / MB)} MB, more than the ${mostMemory} that are allowed.`,
      ...at("limits"),
    };
  for (const [name, output] of [
    ["output", ran.stdout],
    ["standard error", ran.stderr],
  ] as const)
    if (output.cut)
      yield {
        rule: rehearsalLimit,
        message: `Its ${name} has ${output.bytes} bytes, more than are kept.`,
        ...at("limits"),
      };
}

function describeStale({ tally, exchanges }: Rehearsal): string {
  const parts = exchanges.flatMap(({ outcome }) => (outcome.kind === "replayed" ? outcome.stale : []));
  const differing = [...new Set(parts)].join(", ");
  return `${tally.stale.length} of ${tally.recordings} recordings were made under another configuration: ${differing}.`;
}

function describeRefusal(
  outcome: { readonly kind: "failed"; readonly reason: string } | ({ readonly kind: "over-budget" } & Shortage),
): string {
  return outcome.kind === "failed"
    ? `A request got no answer: ${outcome.reason}.`
    : `A request was not passed on: ${describeShortage(outcome)}.`;
}
