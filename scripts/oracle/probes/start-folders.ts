import { mark, marked, type Expectation, type Probe } from "../probe.ts";
import type { Question } from "../questions.ts";

interface Started {
  /** The fact of each client. */
  readonly client: string;
  readonly top: Question;
  readonly below: Question;
  /** What it takes of a folder, by the name of its mark. */
  readonly files: Readonly<Record<string, string>>;
  readonly takes: "above" | "own";
}

const skill = (place: string) => ({ skill: `${place}/skill-NAME/SKILL.md` });
const CLIENTS: readonly Started[] = [
  {
    client: "claude-code",
    top: "claude prompt",
    below: "claude prompt below",
    files: {
      ...skill(".claude/skills"),
      agent: ".claude/agents/agent-NAME.md",
      command: ".claude/commands/command-NAME.md",
      rule: ".claude/rules/rule-NAME.md",
    },
    takes: "above",
  },
  { client: "codex", top: "codex prompt", below: "codex prompt below", files: skill(".agents/skills"), takes: "above" },
  {
    client: "copilot-cli",
    top: "copilot prompt",
    below: "copilot prompt below",
    files: skill(".agents/skills"),
    takes: "above",
  },
  {
    client: "gemini-cli",
    top: "gemini settings",
    below: "gemini settings below",
    files: skill(".agents/skills"),
    takes: "own",
  },
];

/** The same files at the top, in the folder that a client is started in, and in one beside it. */
const FOLDERS = { top: "", own: "below/", other: "beside/" };

const WHOSE: Readonly<Record<string, string>> = { top: "the top's", own: "the folder's", other: "a neighbour's" };

/** What each client takes of the folders around the one that it is started in. */
export const startFolderProbes: readonly Probe[] = CLIENTS.flatMap(({ client, top, below, files, takes }) => {
  const laid = Object.fromEntries(
    Object.entries(FOLDERS).flatMap(([name, folder]) =>
      Object.entries(files).map(([kind, path]) => [
        folder + path.replaceAll("NAME", name),
        kind === "rule" ? `${mark(`${kind}-${name}`)}\n` : marked(`${kind}-${name}`),
      ]),
    ),
  );
  const expected = (found: (name: string) => boolean): readonly Expectation[] =>
    Object.keys(FOLDERS).flatMap((name) =>
      Object.keys(files).map((kind) => ({
        fact: `${client}.startFolders`,
        says: `${WHOSE[name]} ${kind} is ${found(name) ? "" : "not "}taken`,
        [found(name) ? "there" : "gone"]: mark(`${kind}-${name}`),
      })),
    );
  return [
    { question: top, files: laid, expects: expected((name) => name === "top") },
    {
      question: below,
      files: laid,
      expects: expected((name) => name === "own" || (name === "top" && takes === "above")),
    },
  ];
});
