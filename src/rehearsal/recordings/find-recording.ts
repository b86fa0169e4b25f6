import type { ModelRequest } from "../wire/request.ts";
import {
  differing,
  type ConfigurationFingerprint,
  type Identity,
  type ConfigurationPart,
  type ToolHash,
} from "./fingerprint.ts";
import { likeness, sketch } from "./likeness.ts";
import { type Nearest, nearestOf } from "./nearest-recording.ts";
import type { Recording } from "./recording.ts";

export interface Library {
  readonly all: readonly Recording[];
  readonly byConversation: ReadonlyMap<string, readonly Recording[]>;
}

export function libraryOf(recordings: readonly Recording[]): Library {
  const byConversation = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const known = byConversation.get(recording.key.conversation);
    if (known) known.push(recording);
    else byConversation.set(recording.key.conversation, [recording]);
  }
  return { all: recordings, byConversation };
}

export type FoundRecording =
  | {
      readonly recording: Recording;
      /** What of the configuration is another one than it was; nothing is fresh. */
      readonly stale: readonly ConfigurationPart[];
      /** Given before in this run, to the very same request. */
      readonly again: boolean;
    }
  | {
      readonly recording?: undefined;
      /** `exhausted`: recordings of this conversation exist, and are over. */
      readonly why: "unknown" | "exhausted";
      readonly nearest?: Nearest;
    };

/**
 * The request of one moment: which repeat of its case runs,
 * and how often the very same bytes were asked before in this run.
 */
export interface Moment {
  readonly repeat: number;
  readonly asked: number;
}

/**
 * The recording that answers a request.
 * Of several for one conversation, the one whose configuration is the likeliest to be its own.
 */
export function findRecording(
  library: Library,
  request: ModelRequest,
  identity: Identity,
  moment: Moment,
): FoundRecording {
  const candidates = library.byConversation.get(identity.conversation) ?? [];
  const of = configurationFor(candidates, request, identity);
  if (of === undefined) return nearestOf(library.all, request, identity);
  const own = candidates.filter(({ key }) => key.configuration === of);
  const repeat = own.some(({ key }) => key.repeat === moment.repeat)
    ? moment.repeat
    : Math.min(...own.map(({ key }) => key.repeat));
  const takes = own.filter(({ key }) => key.repeat === repeat).toSorted((one, other) => one.key.take - other.key.take);
  const [first] = takes;
  const recording = takes[moment.asked] ?? (takes.length === 1 ? first : undefined);
  if (recording)
    return { recording, stale: differing(recording.fingerprint, identity.fingerprint), again: moment.asked > 0 };
  return {
    why: "exhausted",
    ...(first && { nearest: { recording: first, differs: [{ part: `asked ${moment.asked + 1} times` }] } }),
  };
}

function configurationFor(
  candidates: readonly Recording[],
  request: ModelRequest,
  { fingerprint, tools }: Identity,
): string | undefined {
  const same = candidates.find((one) => differing(one.fingerprint, fingerprint).length === 0);
  if (same) return same.key.configuration;
  const words = sketch([...request.system, ...request.skills]);
  let found: string | undefined;
  let best = 0;
  for (const one of candidates) {
    const how = compare(one, fingerprint, tools, words);
    if (how <= best) continue;
    best = how;
    found = one.key.configuration;
  }
  return found;
}

/**
 * How likely two configurations are versions of one. Clients ask side questions about the same conversation, for a
 * title or a summary: whoever differs in two of model, tools and instructions is somebody else, and scores nothing.
 */
function compare(
  recording: Recording,
  fingerprint: ConfigurationFingerprint,
  tools: readonly ToolHash[],
  words: readonly string[],
): number {
  const model = recording.fingerprint.model === fingerprint.model ? 1 : 0;
  const offered = shared(recording.tools, tools);
  const said = likeness(recording.sketch, words);
  const alike = [model, offered, said].filter((one) => one >= 0.5).length;
  return alike < 2 ? 0 : model + offered + said + 1 / (2 + differing(recording.fingerprint, fingerprint).length);
}

function shared(one: readonly ToolHash[], other: readonly ToolHash[]): number {
  const left = new Set(one.map(({ name }) => name));
  const right = new Set(other.map(({ name }) => name));
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 1 : [...left].filter((name) => right.has(name)).length / all;
}
