/** What a task is given once, at its start, and keeps to its end with all of its sub-agents. */
export interface Pin {
  /** Such as `sha256:…`; null before any release was good. */
  readonly release: string | null;
  readonly variant: "stable" | "canary";
  /** The attempt, such as `team-a/r3`; empty where no flag said so. */
  readonly rollout: string;
  readonly environment: string;
  /** What a step of the rollout gives with the release, such as `max_agents`. */
  readonly values: Readonly<Record<string, unknown>>;
}

const NAME = "AGENT_CI_PIN";

/** What a program that works on the task finds in its environment, and hands on to those that it starts. */
export const handOn = (pin: Pin): Readonly<Record<string, string>> => ({ [NAME]: JSON.stringify(pin) });

/** What whoever started this program was given; undefined for the first program of a task. */
export function handedOn(env: Readonly<Record<string, string | undefined>>): Pin | undefined {
  const text = env[NAME];
  return text === undefined ? undefined : JSON.parse(text);
}
