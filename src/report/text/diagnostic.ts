import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import { clip } from "../clip.ts";
import { terminal } from "../escape/terminal.ts";
import { excerptOf } from "./excerpt.ts";
import type { Colour, Paint } from "./paint.ts";
import { place, position } from "../place.ts";
import { wrap } from "./wrap.ts";

/** What the findings of one file share: column widths, and which advice was given before. */
export interface FileLayout {
  readonly paint: Paint;
  readonly told: Set<string>;
  readonly position: number;
  readonly severity: number;
}

export const SEVERITY_COLOURS = { error: "red", warning: "yellow", info: "blue" } as const satisfies Record<
  Severity,
  Colour
>;
const WIDTH = 100;
/** Characters of a message. A quoted value can be as long as the file it stands in. */
const MESSAGE_LIMIT = 2000;

/** Position, severity, message, rule; the line with its marks; what it leads to, and what to do. */
export function renderDiagnostic(diagnostic: Diagnostic, page: FileLayout): readonly string[] {
  const { paint } = page;
  const { severity, message, rule, client } = diagnostic;
  const head = [
    ...(page.position === 0 ? [] : [paint(position(diagnostic).padEnd(page.position), "dim")]),
    paint(severity.padEnd(page.severity), SEVERITY_COLOURS[severity], "bold"),
    terminal(clip(message, MESSAGE_LIMIT)),
    paint(terminal(client === undefined ? rule : `${rule} (${client})`), "dim"),
  ];
  return [
    `  ${head.join("  ")}`,
    ...excerptLines(diagnostic, page),
    ...notes(diagnostic, page).flatMap((note) => noteLines(note, page)),
  ];
}

/** The line, and under it what is meant, both behind a gutter as wide as the widest position of the file. */
function excerptLines(diagnostic: Diagnostic, { paint, position: width }: FileLayout): readonly string[] {
  const excerpt = excerptOf(diagnostic);
  if (excerpt === undefined) return [];
  const bar = (label: string): string => paint(`${label.padStart(width + 2)} │`, "dim");
  const line = `${bar(String(diagnostic.line))} ${excerpt.text}`;
  return excerpt.marks === ""
    ? [line]
    : [line, `${bar("")} ${paint(excerpt.marks, SEVERITY_COLOURS[diagnostic.severity])}`];
}

/** What stands below a finding. Advice is given once per rule and wording: hundreds of equal findings stay readable. */
function notes(diagnostic: Diagnostic, { told }: FileLayout): readonly Note[] {
  const { rule, consequence, help, fix, related = [], commit } = diagnostic;
  const news = (label: string, advice: string | undefined): readonly Note[] => {
    const key = `${rule}\0${advice}`;
    if (advice === undefined || told.has(key)) return [];
    told.add(key);
    return [{ label, text: advice }];
  };
  return [
    ...related.map(({ path, message, ...at }) => ({
      label: "see: ",
      text: [place(path, at), message].join(" ").trim(),
    })),
    ...(commit === undefined
      ? []
      : [{ label: diagnostic.path === undefined ? "git show " : "commit: ", text: commit }]),
    ...news("", consequence),
    ...news("help: ", help),
    ...(fix === undefined ? [] : [{ label: `fixable (${fix.safe ? "--fix" : "--fix-unsafe"}): `, text: fix.title }]),
  ];
}

interface Note {
  readonly label: string;
  readonly text: string;
}

function noteLines({ label, text }: Note, { paint, position: width }: FileLayout): readonly string[] {
  const margin = " ".repeat(width + 3);
  const [first = "", ...more] = wrap(label + terminal(text), WIDTH - margin.length);
  const head = `${margin}${paint("=", "dim")} ${paint(first.slice(0, label.length), "bold")}${first.slice(label.length)}`;
  return [head, ...more.map((line) => `${margin}  ${line}`)];
}
