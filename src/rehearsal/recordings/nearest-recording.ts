import type { ModelRequest } from "../wire/request.ts";
import { differing, type Identity, type ItemHash } from "./fingerprint.ts";
import type { Recording } from "./recording.ts";

/** The recording that comes closest, and what keeps it from being an answer; texts without secrets, and untrusted. */
export interface Nearest {
  readonly recording: Recording;
  readonly differs: readonly string[];
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

function differences(recording: Recording, request: ModelRequest, identity: Identity): readonly string[] {
  const at = commonItems(recording.items, identity.items);
  const [was, is] = [recording.items[at], identity.items[at]];
  return [
    ...(recording.wire === request.wire ? [] : [`wire: recorded ${recording.wire}, asked ${request.wire}`]),
    ...(recording.form === request.form ? [] : [`form: recorded ${recording.form}, asked ${request.form}`]),
    ...(was || is ? [`item ${at + 1} of the conversation: recorded ${told(was)}, asked ${told(is)}`] : []),
    ...differing(recording.fingerprint, identity.fingerprint),
  ];
}

const told = (item: ItemHash | undefined): string =>
  item === undefined ? "nothing" : `${item.role} ${item.is} ${JSON.stringify(item.shows)}`;
