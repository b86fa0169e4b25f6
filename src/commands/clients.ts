import { loadability, type LoadRow } from "../context/loadability.ts";
import { LOADERS, type Loader } from "../clients/readers/loaders.ts";
import type { LoadOutcome } from "../context/loading.ts";
import { safeJson } from "../report/escape/json.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption, listFormat, pathArgument } from "./options.ts";
import { openWorkspace } from "../workspace/workspace.ts";

export const clientsCommand: Command = defineCommand({
  name: "clients",
  summary: "Show what each client does with each skill and subagent: load it, load it differently, or drop it.",
  description:
    "A file is judged as if it lay where the client looks; in the folder of another client, such as .claude/skills, it is not read. `copilot` is Copilot CLI; VS Code reads the same files in a way of its own.",
  positionals: [pathArgument],
  options: [listFormat, configOption],
  examples: [
    { line: "agent-ci clients", does: "every skill and subagent in every client" },
    { line: "agent-ci clients skills/review-pr --format json", does: "one skill, for a program" },
  ],
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    const repository = await workspace.sides.head({ outline: false });
    const rows = loadability(repository, LOADERS).filter(({ artifact }) => workspace.place.selects(artifact.path));
    world.out(values.format === "json" ? asJson(rows) : guardLines(asText(rows)));
    return 0;
  },
});

function asJson(rows: readonly LoadRow[]): string {
  const list = rows.map(({ artifact: { kind, path: at, dialect }, name, loadings }) => ({
    path: at,
    kind,
    name,
    ...(dialect && { dialect }),
    clients: Object.fromEntries(
      loadings.map(({ client, outcome, reasons }) => [
        client,
        { outcome, reasons: reasons.map(({ code, says }) => ({ code, says })) },
      ]),
    ),
  }));
  return safeJson({ version: 1, clients: LOADERS, totals: totals(rows), list });
}

const SHOWN: Readonly<Record<LoadOutcome, string>> = {
  loads: "loads",
  differs: "differs",
  unknown: "unsure",
  dropped: "DROPPED",
  "not-read": "-",
};

function asText(rows: readonly LoadRow[]): string {
  if (rows.length === 0) return "No skills or subagents were found.\n";
  const widths = LOADERS.map((client) => Math.max(client.length, 7));
  const heading = LOADERS.map((client, index) => client.padEnd(widths[index] ?? 0)).join("  ");
  const { shown, left } = worthShowing(rows);
  const lines = shown.flatMap(({ artifact, loadings }) => [
    `${loadings.map(({ outcome }, index) => SHOWN[outcome].padEnd(widths[index] ?? 0)).join("  ")}  ${terminal(artifact.path)}`,
    ...loadings.flatMap(({ client, outcome, reasons }) =>
      outcome === "loads" || outcome === "not-read"
        ? []
        : reasons.map(({ says }) => `    ${client}: ${terminal(says)}`),
    ),
  ]);
  return [...summary(rows), "", heading, ...lines, ...left].map((line) => `${line}\n`).join("");
}

/** Rows that a person reads; what every client loads alike is counted and left out beyond that. */
const MOST_ROWS = 40;

const isPlain = ({ loadings }: LoadRow): boolean =>
  loadings.every(({ outcome }) => outcome === "loads" || outcome === "not-read");

/** The rows to show: all while they are few, else those first that a client does not simply load. */
function worthShowing(rows: readonly LoadRow[]): { readonly shown: readonly LoadRow[]; readonly left: string[] } {
  if (rows.length <= MOST_ROWS) return { shown: rows, left: [] };
  const odd = rows.filter((row) => !isPlain(row));
  const shown = odd.slice(0, MOST_ROWS / 2);
  const more = odd.length - shown.length;
  return {
    shown,
    left: [
      "",
      ...(more > 0 ? [`${more} more that a client loads differently or not at all.`] : []),
      `${rows.length - odd.length} that are loaded as they are, or not read. All of them: --format json, or name a folder.`,
    ],
  };
}

function totals(rows: readonly LoadRow[]): Readonly<Record<Loader, Readonly<Partial<Record<LoadOutcome, number>>>>> {
  const of = (client: Loader): Partial<Record<LoadOutcome, number>> => {
    const counts: Partial<Record<LoadOutcome, number>> = {};
    for (const { loadings } of rows)
      for (const one of loadings) if (one.client === client) counts[one.outcome] = (counts[one.outcome] ?? 0) + 1;
    return counts;
  };
  return {
    "claude-code": of("claude-code"),
    codex: of("codex"),
    "gemini-cli": of("gemini-cli"),
    copilot: of("copilot"),
    vscode: of("vscode"),
    cursor: of("cursor"),
    opencode: of("opencode"),
    "skills-ref": of("skills-ref"),
  };
}

function summary(rows: readonly LoadRow[]): readonly string[] {
  const words = [
    ["loads", "loaded"],
    ["differs", "loaded differently"],
    ["unknown", "unsure"],
    ["dropped", "dropped"],
    ["not-read", "not read"],
  ] as const;
  return Object.entries(totals(rows)).map(([client, counts]) => {
    const parts = words.flatMap(([outcome, word]) => (counts[outcome] ? [`${counts[outcome]} ${word}`] : []));
    return `${client}: ${parts.join(", ")}`;
  });
}
