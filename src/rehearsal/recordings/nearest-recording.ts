import type { ModelRequest } from "../wire/request.ts";
import type { RequestDifference } from "../outcome.ts";
import { type ConfigurationPart, differing, type Identity, type ItemHash, type ToolHash } from "./fingerprint.ts";
import type { Recording } from "./recording.ts";

/** The recording that comes closest, and what keeps it from being an answer; texts without secrets, and untrusted. */
export interface Nearest {
  readonly recording: Recording;
  readonly differs: readonly RequestDifference[];
}

interface None {
  readonly why: "unknown" | "exhausted";
  readonly nearest?: Nearest;
}

/** Why no recording answers a request. */
export function nearestOf(all: readonly Recording[], request: ModelRequest, identity: Identity): None {
  let nearest: Recording | undefined;
  let longest = -1;
  for (const one of all) {
    const length = alike(one, request, identity);
    if (length <= longest) continue;
    longest = length;
    nearest = one;
  }
  if (!nearest) return { why: "unknown" };
  const over =
    nearest.wire === request.wire &&
    commonItems(nearest.items, identity.items) === nearest.items.length &&
    nearest.items.length < identity.items.length;
  return {
    why: over ? "exhausted" : "unknown",
    nearest: { recording: nearest, differs: differences(nearest, request, identity) },
  };
}

/** Wire before conversation, conversation before form and configuration. */
function alike(recording: Recording, { wire, form }: ModelRequest, { items, fingerprint }: Identity): number {
  const common = commonItems(recording.items, items);
  const rest = (recording.form === form ? 1 : 0) + 1 / (2 + differing(recording.fingerprint, fingerprint).length);
  return (recording.wire === wire ? 1e6 : 0) + common * 10 + rest;
}

function commonItems(one: readonly ItemHash[], other: readonly ItemHash[]): number {
  const first = one.findIndex((item, at) => !sameItem(item, other[at]));
  return first === -1 ? one.length : first;
}

const sameItem = (one: ItemHash, other: ItemHash | undefined): boolean =>
  one.role === other?.role && one.is === other.is && one.hash === other.hash;

function differences(recording: Recording, request: ModelRequest, identity: Identity): readonly RequestDifference[] {
  const at = commonItems(recording.items, identity.items);
  const [was, is] = [recording.items[at], identity.items[at]];
  return [
    ...sides("wire", recording.wire, request.wire),
    ...sides("form", recording.form, request.form),
    ...(was || is ? [itemDifference(at, was, is)] : []),
    ...differing(recording.fingerprint, identity.fingerprint).map((part) => partDifference(part, recording, identity)),
  ];
}

const sides = (part: string, recorded: string, asked: string): readonly RequestDifference[] =>
  recorded === asked ? [] : [{ part, sides: { recorded, asked } }];

function itemDifference(at: number, was: ItemHash | undefined, is: ItemHash | undefined): RequestDifference {
  const [recorded, asked] = [told(was), told(is)];
  const part = `item ${at + 1} of the conversation`;
  // A recording holds the beginning of a text, and a hash of the whole.
  return recorded === asked ? { part: `${part}, behind its beginning ${asked}` } : { part, sides: { recorded, asked } };
}

function partDifference(
  part: ConfigurationPart,
  recording: Recording,
  { fingerprint, tools }: Identity,
): RequestDifference {
  if (part === "model") return { part, sides: { recorded: recording.fingerprint.model, asked: fingerprint.model } };
  return { part: part === "tools" ? `tools${namedTools(recording.tools, tools)}` : part };
}

const MOST_TOOLS = 8;

/** Which tools were there, are there, or are described otherwise. */
function namedTools(was: readonly ToolHash[], is: readonly ToolHash[]): string {
  const [before, now] = [hashes(was), hashes(is)];
  const named = [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    if (before.get(name) === now.get(name)) return [];
    const how = before.has(name) ? (now.has(name) ? "changed" : "gone") : "new";
    return [`${name.slice(0, 60)} ${how}`];
  });
  const more = named.length > MOST_TOOLS ? ` and ${named.length - MOST_TOOLS} more` : "";
  return named.length === 0 ? "" : ` (${named.slice(0, MOST_TOOLS).join(", ")}${more})`;
}

const hashes = (tools: readonly ToolHash[]): ReadonlyMap<string, string> =>
  new Map(tools.map(({ name, hash }) => [name, hash]));

const told = (item: ItemHash | undefined): string =>
  item === undefined ? "nothing" : `${item.role} ${item.is} ${JSON.stringify(item.shows)}`;
