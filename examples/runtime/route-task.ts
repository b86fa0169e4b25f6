import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type EvaluationContext, type JsonValue, OpenFeature } from "@openfeature/server-sdk";
import { limitFlag, readFeature } from "agent-ci/routing";
import { parse } from "yaml";
import { flagdProvider, messageOf } from "./flagd-provider.ts";
import { handedOn, type Pin } from "./pin.ts";

export interface Task {
  /** Where it is empty nobody can deal it: it gets stable. */
  readonly id: string;
  /** What flags ask of tasks, such as `task_class`. */
  readonly context: Readonly<Record<string, string>>;
}

/** By what tasks are routed. */
export interface Routing {
  /** `flags.json`, as the tick writes it. */
  readonly flags: string;
  readonly flagKey: string;
  /** A team's own switch, and the file that has `features.<name>`; without one the flag alone decides. */
  readonly feature?: { readonly name: string; readonly settings: string | undefined };
  /** Read for each task. */
  readonly env: () => Readonly<Record<string, string | undefined>>;
  readonly log: (text: string) => void;
}

/** What a task is given, and what does it where that fails: nothing, if somebody else handed it on. */
export interface Route {
  readonly pin: Pin;
  readonly fallback?: Pin;
  /** Whether the canary was taken back meanwhile by a rollout that cancels what is at work. */
  readonly isCancelled?: () => Promise<boolean>;
}

/** Answers which release a task gets. Where that cannot be found out it is stable. */
export async function openRouter(routing: Routing): Promise<(task: Task) => Promise<Route>> {
  const { flags, flagKey, feature, env, log } = routing;
  const prepare = (text: string): string => {
    if (!feature) return text;
    const { on, most, says } = readFeature(feature.name, env(), settingsOf(feature.settings, log));
    if (!on) log(says);
    return limitFlag(text, flagKey, most);
  };
  await OpenFeature.setProviderAndWait(flagKey, flagdProvider(flags, prepare, log));
  const client = OpenFeature.getClient(flagKey);
  const given = async (id: string, context: EvaluationContext) => {
    const { value, reason, errorMessage, flagMetadata } = await client.getObjectDetails(flagKey, NOBODY, context);
    if (reason === "ERROR") log(`${id}: the flag ${flagKey} gives nothing: ${errorMessage ?? "no reason"}`);
    return { pin: pinOf(value, flagMetadata), reason, cancels: flagMetadata["inFlight"] === "cancel" };
  };
  return async ({ id, context }) => {
    const pinned = handedOn(env());
    if (pinned) return { pin: pinned };
    if (id === "") log("a task without an id gets stable");
    const { pin } = await given(id, { ...context, ...keyOf(id) });
    if (pin.variant === "stable") return { pin };
    // Who asks without a key gets stable, with all that stable has.
    const { pin: fallback } = await given(id, {});
    const isCancelled = async (): Promise<boolean> => {
      const { pin: stable, reason, cancels } = await given(id, {});
      // Nobody is dealt anything any longer: it was taken back, or everybody has it.
      return cancels && reason === "STATIC" && stable.release !== pin.release;
    };
    return { pin, fallback, isCancelled };
  };
}

/** Evaluators hash other texts than ASCII in different ways, and a task's id may be anything. */
const keyOf = (id: string): EvaluationContext =>
  id === "" ? {} : { targetingKey: createHash("sha256").update(id).digest("hex") };

const NOBODY: JsonValue = { release: null, role: "stable", values: {} };

function pinOf(value: JsonValue, metadata: Readonly<Record<string, unknown>>): Pin {
  const given = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const { release, role, values } = given as Record<string, JsonValue | undefined>;
  const text = (name: string): string => (typeof metadata[name] === "string" ? metadata[name] : "");
  return {
    release: typeof release === "string" ? release : null,
    variant: role === "canary" ? "canary" : "stable",
    rollout: text("rollout"),
    environment: text("environment"),
    values: typeof values === "object" && values !== null && !Array.isArray(values) ? values : {},
  };
}

function settingsOf(file: string | undefined, log: (text: string) => void): unknown {
  if (file === undefined) return undefined;
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    log(`${file} cannot be read, and counts as empty: ${messageOf(error)}`);
    return undefined;
  }
}
