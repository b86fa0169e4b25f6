import type { Loader } from "../../src/clients/readers/loaders.ts";
import { loadability } from "../../src/context/loadability.ts";
import { inventoryOf } from "../../test/support/inventory-of.ts";
import { facts } from "./facts.ts";
import { agentInputs } from "./inputs/agents.ts";
import type { Input, Topic } from "./inputs/input.ts";
import { skillInputs } from "./inputs/skills.ts";
import { mark, type Expectation, type Probe, type ProbeFiles } from "./probe.ts";
import type { Question } from "./questions.ts";

/** Where the inputs are laid out for a reader, and what asks it. */
interface Cell {
  readonly reader: Loader;
  readonly facts: string;
  readonly what: "skill" | "agent";
  readonly question: Question;
  readonly inputs: readonly Input[];
  readonly path: (name: string) => string;
  /** What its answer has of a file that it lists: the mark, if not this. */
  readonly shown?: (name: string) => string;
  /** What its answer has where it drops a file, instead of having a mark where it does not. */
  readonly error?: (name: string) => string;
}

const CELLS: readonly Cell[] = [
  { ...skills("claude-code", "claude prompt", ".claude/skills"), shown: (name) => `\\n- ${name}` },
  skills("codex", "codex skills", ".agents/skills"),
  skills("copilot", "copilot prompt", ".github/skills", "copilot-cli"),
  skills("gemini-cli", "gemini prompt", ".gemini/skills"),
  skills("opencode", "opencode prompt", ".opencode/skills"),
  agents("claude-code", "claude prompt", (name) => `.claude/agents/${name}.md`),
  agents("copilot", "copilot prompt", (name) => `.github/agents/${name}.agent.md`, "copilot-cli"),
  {
    ...agents("gemini-cli", "gemini prompt", (name) => `.gemini/agents/${name}.md`),
    error: (name) => `/agents/${name}.md`,
  },
];

function skills(reader: Loader, question: Question, place: string, known: string = reader): Cell {
  const path = (name: string): string => `${place}/${name}/SKILL.md`;
  return { reader, facts: known, what: "skill", question, inputs: skillInputs, path };
}
function agents(reader: Loader, question: Question, path: Cell["path"], known: string = reader): Cell {
  return { reader, facts: known, what: "agent", question, inputs: agentInputs, path };
}

/** The probes whose expectations are what `agent-ci clients` says of each input. */
export const cellProbes = (): Promise<readonly Probe[]> => Promise.all(CELLS.map(probeOf));

async function probeOf({ reader, facts: known, what, question, inputs, path, shown, error }: Cell): Promise<Probe> {
  const files: ProbeFiles = Object.fromEntries(inputs.map(({ name, text }) => [path(name), text]));
  const rows = loadability(await inventoryOf(files), [reader]);
  const expects = inputs.flatMap(({ name, topic, because, text }): readonly Expectation[] => {
    const loading = rows.find(({ artifact }) => artifact.path === path(name))?.loadings[0];
    // What nobody claims to know is not asked either; a file without a mark cannot be found.
    if (!loading || loading.outcome === "unknown") return [];
    const lost = loading.outcome === "dropped" || loading.outcome === "not-read";
    const fact = factOf(known, what, topic);
    const says = `${because}: ${loading.outcome}`;
    if (error) return [{ fact, says, [lost ? "there" : "gone"]: error(name) }];
    if (!shown && !text.includes(mark(name))) return [];
    return [{ fact, says, [lost ? "gone" : "there"]: shown?.(name) ?? mark(name) }];
  });
  return { question, files, expects };
}

/** The fact that an input proves: that of its topic, or that of the fields. */
function factOf(known: string, what: string, topic: Topic): string {
  const own = `${known}.${what}${topic}`;
  if (facts.has(own)) return own;
  return facts.has(`${known}.${what}Fields`) ? `${known}.${what}Fields` : own;
}
