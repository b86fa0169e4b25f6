import type { Settings } from "../config/schema.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { Machine } from "../model/ports.ts";
import { bytesOf, showBytes } from "./bytes.ts";
import type { RESOURCES } from "./settings.ts";

type Requirement = NonNullable<Settings["requires"]>[number];
type Resource = (typeof RESOURCES)[number];

/** What one requirement came to. `unknown`: nobody here can tell. */
export interface Met {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
  readonly state: "met" | "missing" | "unknown";
  readonly severity: Severity;
  readonly help: string;
}

/** What many agents at once need of a machine; holds where `requires:` says nothing. */
const USUAL: readonly Requirement[] = [
  { resource: "free-memory", min: "2 GiB", severity: "warning" },
  { resource: "file-descriptors", min: 4096 },
  { resource: "shared-memory", min: "256 MiB" },
];

/** Each requirement against the machine, and the names of the variables that are set or declared. */
export function judgeRequirements(
  requires: readonly Requirement[] | undefined,
  machine: Machine,
  names: ReadonlySet<string>,
): readonly Met[] {
  return (requires ?? USUAL).flatMap((one) => [
    ...(one.tool === undefined ? [] : [judgeTool(one.tool, one, machine)]),
    ...(one.resource === undefined || one.min === undefined
      ? []
      : [judgeResource(one.resource, one.min, one, machine)]),
    ...(one.secret === undefined ? [] : [judgeSecret(one.secret, one, names)]),
  ]);
}

function judgeTool(tool: string, { "at-least": least, severity = "error" }: Requirement, machine: Machine): Met {
  const here = machine.tool(tool);
  const met = { what: tool, wanted: least === undefined ? "any version" : `≥ ${least}`, severity };
  if (!here)
    return { ...met, found: "not on PATH", state: "missing", help: `Install ${tool}, outside the checked folder.` };
  const help = `Install ${tool} ${least ?? ""} or newer.`;
  if (here.version !== undefined)
    return { ...met, found: here.version, state: isOlder(here.version, least) ? "missing" : "met", help };
  return {
    ...met,
    found: "version unknown",
    state: least === undefined ? "met" : "unknown",
    help: `agent-ci knows no safe way to ask ${tool} for its version: look yourself.`,
  };
}

function isOlder(version: string, least: string | undefined): boolean {
  const [have, need] = [version, least ?? "0"].map((one) => one.split(".").map(Number));
  for (const [index, number] of (need ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const COUNTED: ReadonlySet<Resource> = new Set(["cpu-cores", "file-descriptors"]);

const showCount = (count: number): string => (count >= Number.MAX_SAFE_INTEGER ? "unlimited" : String(count));

const HELP: Readonly<Record<Resource, string>> = {
  "cpu-cores": "Give the machine or the container more cores.",
  "free-memory": "Give it more memory, or stop what uses it.",
  "free-disk": "Free some space on the disk that the repository lies on.",
  "file-descriptors": "Raise the limit before you start: `ulimit -n <number>`.",
  "shared-memory": "Mount a larger /dev/shm; with Docker: `--shm-size`.",
};

function judgeResource(
  resource: Resource,
  min: number | string,
  { severity = "error" }: Requirement,
  machine: Machine,
): Met {
  const show = COUNTED.has(resource) ? showCount : showBytes;
  const least = bytesOf(min);
  const met = { what: resource, wanted: `≥ ${show(least)}`, severity, help: HELP[resource] };
  const found = machine.measure(resource);
  if (found === undefined) return { ...met, found: "the system does not say", state: "unknown" };
  return { ...met, found: show(found), state: found < least ? "missing" : "met" };
}

function judgeSecret(name: string, { severity = "error" }: Requirement, names: ReadonlySet<string>): Met {
  const set = names.has(name);
  return {
    what: name,
    wanted: "set",
    found: set ? "set" : "not set",
    state: set ? "met" : "missing",
    severity,
    help: `Set ${name} in the environment, or in the environment's \`.env\` file, which git ignores.`,
  };
}
