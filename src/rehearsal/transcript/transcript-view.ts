import { thousands } from "../../model/numbers.ts";
import type { View, ViewFold, ViewPart, ViewTone } from "../../model/view.ts";
import type { RequestDifference } from "../outcome.ts";
import {
  type Utterance,
  type Soundness,
  type TranscribedCase,
  type TranscribedRequest,
  type TranscribedRun,
  transcriptOf,
} from "./transcript.ts";

/** Failed cases that are open when the page is. */
const OPEN = 10;

/** A fold for each case, those that failed first and open, with what went wrong at their top. */
export function transcriptView(data: unknown): View {
  const { cases, more } = transcriptOf(data);
  if (cases.length === 0) return { title: TITLE, blocks: [] };
  const failed = cases.filter(({ result }) => result === "fail");
  const passed = cases.filter(({ result }) => result === "pass");
  return {
    title: TITLE,
    blocks: [
      {
        folds: [
          ...[...failed, ...passed].map((one, at) => caseFold(one, at < OPEN)),
          ...(more > 0 ? [plain(`${counted(more, "more case")}, for which there is no room`, [], false)] : []),
        ],
      },
    ],
  };
}

const TITLE = "Transcripts";

function caseFold({ id, result, found, runs }: TranscribedCase, open: boolean): ViewFold {
  const failed = result === "fail";
  const [only, ...others] = runs;
  const shown = runs.find((one) => one.result === "fail") ?? only;
  return {
    title: id,
    tone: failed ? "bad" : found.length > 0 ? "mild" : "good",
    open: failed && open,
    notes: [result, ...(only && others.length === 0 ? runNotes(only) : [`${runs.length} runs`])],
    parts: found.map(({ severity, message }, at) => ({
      label: at === 0 && failed ? "first" : severity,
      text: message,
      tone: severity === "error" ? "bad" : "mild",
    })),
    folds:
      only && others.length === 0
        ? inRun(only)
        : runs.map((one) => ({
            title: `Run ${one.repeat + 1}`,
            tone: one.result === "fail" ? "bad" : "good",
            open: failed && one === shown,
            notes: [one.result, ...runNotes(one)],
            parts: [],
            folds: inRun(one),
          })),
  };
}

function runNotes({ requests, more, durationMs }: TranscribedRun): readonly string[] {
  const tokens = requests.reduce((sum, { usage }) => sum + (usage ? usage.input + usage.output : 0), 0);
  return [counted(requests.length + more, "request"), `${thousands(tokens)} tokens`, `${thousands(durationMs)} ms`];
}

/** Where no request is to blame, the last answer and the output of a failed run are what an expectation missed. */
function inRun({ result, requests, more, stdout, stderr, diffs, changes }: TranscribedRun): readonly ViewFold[] {
  const isBlameless = result === "fail" && requests.every(({ soundness }) => soundness !== "none");
  return [
    ...requests.map((one, at) =>
      requestFold(one, one.soundness === "none" || (isBlameless && at === requests.length - 1)),
    ),
    ...(more > 0 ? [plain(`${counted(more, "more request")} left out: there is no room for them`, [], false)] : []),
    ...diffs.map((text) => plain("What differs from its golden file", [{ label: "lines", text, code: true }], true)),
    ...printed("Standard output", stdout, isBlameless),
    ...printed("Standard error", stderr, isBlameless),
    ...(changes.length > 0
      ? [plain("Files", [{ label: "changed", text: changes.join("\n"), code: true }], false, [String(changes.length)])]
      : []),
  ];
}

const printed = (title: string, text: string, open: boolean): readonly ViewFold[] =>
  text.trim() === ""
    ? []
    : [
        plain(title, [{ label: "printed", text, code: true }], open, [
          counted(text.trimEnd().split("\n").length, "line"),
        ]),
      ];

const plain = (title: string, parts: readonly ViewPart[], open: boolean, notes: readonly string[] = []): ViewFold => ({
  title,
  notes,
  open,
  parts,
  folds: [],
});

const TONES: Readonly<Record<Soundness, ViewTone>> = { sound: "good", doubtful: "mild", none: "bad" };

function requestFold(one: TranscribedRequest, open: boolean): ViewFold {
  const { number, what, outcome, soundness, model, milliseconds, usage, earlier, said, differs, answer, texts } = one;
  const cached = usage && usage.cached > 0 ? `, ${thousands(usage.cached)} cached` : "";
  const tokens = usage ? [`${thousands(usage.input)} tokens in, ${thousands(usage.output)} out${cached}`] : [];
  return {
    title: `${number} ${what}`,
    tone: TONES[soundness],
    open,
    notes: [outcome, ...(model === "" ? [] : [model]), ...tokens, `${thousands(milliseconds)} ms`],
    parts: [
      ...differs.map(differing),
      ...(earlier > 0
        ? [{ label: "earlier", text: `${counted(earlier, "part")} of the conversation, told above` }]
        : []),
      ...said.map((part) => spoken(part, "asked")),
      ...answer.map((part) => spoken(part, "answered")),
    ],
    folds: configuration(one, texts),
  };
}

function differing({ part, sides }: RequestDifference): ViewPart {
  if (!sides) return { label: "differs", text: part, tone: "bad" };
  const { recorded, asked } = sides;
  return {
    label: `differs: ${part}`,
    sides: [
      { name: "recorded", text: recorded },
      { name: "asked", text: asked },
    ],
  };
}

function spoken({ by, name, text }: Utterance, where: "asked" | "answered"): ViewPart {
  switch (by) {
    case "call":
      return { label: `calls ${name ?? ""}`, text, code: true };
    case "result":
      return { label: "tool returns", text, code: true };
    case "error":
      return { label: "error", text, tone: "bad" };
    case "media":
      return { label: "media", text, code: true };
    default:
      return where === "answered" ? { label: "answers", text, tone: "good" } : { label: by, text };
  }
}

/** What the model was told beside the conversation. */
function configuration({ model, tools, system, skills }: TranscribedRequest, texts: readonly string[]) {
  if (model === "" && tools.length + system + skills === 0) return [];
  const sizes = [`instructions ${thousands(system)} characters`, `skills ${thousands(skills)} characters`];
  const parts: readonly ViewPart[] = [
    { label: "tools", text: tools.length === 0 ? "none" : tools.join(", ") },
    ...texts.map((text) => ({ label: "text", text })),
  ];
  return [plain("Configuration", parts, false, [counted(tools.length, "tool"), ...sizes])];
}

const counted = (count: number, noun: string): string => `${thousands(count)} ${noun}${count === 1 ? "" : "s"}`;
