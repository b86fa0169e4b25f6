import { claudeCodeFacts } from "../claude-code.ts";
import { codexFacts } from "../codex.ts";
import { copilotCliFacts } from "../copilot-cli.ts";
import { copilotFacts } from "../copilot.ts";
import { cursorFacts } from "../cursor.ts";
import type { DataForm } from "../forms/data-form.ts";
import { geminiCliFacts } from "../gemini-cli.ts";
import { opencodeFacts } from "../opencode.ts";
import type { FieldForm, FrontmatterReading } from "./form.ts";
import type { Loader } from "./loaders.ts";

/** Where a reader looks for skills, and what it asks of them. */
export interface SkillReading {
  /** Folders of skills, below the folder that somebody works in. */
  readonly places: readonly string[];
  /** The fewest and the most folders between such a place and a SKILL.md. Absent where nobody knows. */
  readonly depth?: readonly [least: number, most: number];
  /** Those of its places in which it looks into folders that begin with a dot, too. */
  readonly hidden: readonly string[];
  /** Whether it looks for skills below another skill. */
  readonly nested: boolean;
  /** Whether it follows a SKILL.md that is a symbolic link. All of them follow links to folders. */
  readonly fileLinks: boolean;
  /** The most bytes of a SKILL.md. */
  readonly bytes?: number;
  readonly frontmatter: FrontmatterReading;
}

/** A value that stands by itself, whatever YAML takes it for. */
const ONE: FieldForm = { takes: ["string", "number", "boolean"] };
const TEXT: FieldForm = { takes: ["string"] };

const VALUE: DataForm = { takes: ["string", "number", "boolean", "null"] };

/**
 * One row for each reader, and the one place where they stand: the rules `loading/*`, `agent-ci clients`, `tokens` and
 * budgets ask it, by `skillLoading` and `installSets` in `src/context/`. Facts decide each row, and have probes.
 */
export const SKILL_READINGS: Readonly<Record<Exclude<Loader, "skills-ref">, SkillReading>> = {
  "claude-code": {
    places: claudeCodeFacts.skillPlaces.value,
    depth: claudeCodeFacts.skillDepth.value,
    hidden: [],
    nested: false,
    fileLinks: true,
    bytes: claudeCodeFacts.skillBytes.value,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "differs",
      broken: "differs",
      fallback: "the folder's name and the first line of the body stand for it",
      endsAnywhere: true,
      yaml: "lines",
      fields: {
        description: {
          absent: "differs",
          empty: "differs",
          instead: "The first line of the body stands for the description.",
        },
      },
    },
  },
  codex: {
    places: codexFacts.skillPlaces.value,
    depth: codexFacts.skillDepth.value,
    hidden: [],
    nested: true,
    fileLinks: false,
    frontmatter: {
      mark: false,
      openingSpace: true,
      absent: "dropped",
      yaml: "quoted",
      once: codexFacts.skillFields.value,
      fields: {
        name: {
          takes: ["string", "number", "boolean", "null"],
          absent: "differs",
          empty: "differs",
          instead: "The skill goes by its folder's name.",
          longest: { characters: codexFacts.skillNameLength.value, otherwise: "dropped" },
        },
        description: {
          ...ONE,
          absent: "dropped",
          empty: "dropped",
          longest: { characters: codexFacts.skillDescriptionLength.value, otherwise: "differs" },
        },
        metadata: { takes: ["map", "null"], data: { takes: ["map"], keys: { "short-description": VALUE } } },
      },
    },
  },
  copilot: {
    places: copilotCliFacts.skillPlaces.value,
    depth: copilotCliFacts.skillDepth.value,
    hidden: [],
    nested: false,
    fileLinks: true,
    bytes: copilotCliFacts.skillBytes.value,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "dropped",
      yaml: "strict",
      once: "all",
      fields: {
        name: { ...TEXT, empty: "dropped", form: new RegExp(copilotCliFacts.skillName.value) },
        description: {
          ...TEXT,
          absent: "differs",
          instead: "The body stands for the description.",
          empty: "dropped",
          blank: true,
          longest: { characters: copilotCliFacts.skillDescriptionLength.value, otherwise: "dropped", units: true },
        },
        "argument-hint": { takes: ["string", "null"] },
        "allowed-tools": { takes: ["string", "list"], items: ["string"] },
        "user-invocable": { takes: ["boolean"] },
        "disable-model-invocation": { takes: ["boolean"] },
      },
    },
  },
  vscode: {
    places: copilotFacts.skillPlaces.value,
    hidden: copilotFacts.skillPlaces.value,
    nested: true,
    fileLinks: true,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "differs",
      yaml: "unknown",
      fields: {
        description: { longest: { characters: copilotFacts.skillDescriptionLength.value, otherwise: "differs" } },
      },
    },
  },
  cursor: {
    places: cursorFacts.skillPlaces.value,
    hidden: cursorFacts.skillPlaces.value,
    nested: true,
    fileLinks: true,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "unknown",
      yaml: "unknown",
      fields: {
        name: { ...ONE, absent: "unknown", empty: "unknown", otherwise: "unknown" },
        description: { ...ONE, absent: "unknown", empty: "unknown", otherwise: "unknown" },
      },
    },
  },
  "gemini-cli": {
    places: geminiCliFacts.skillPlaces.value,
    depth: geminiCliFacts.skillDepth.value,
    hidden: [],
    nested: true,
    fileLinks: true,
    // Its fields are read from their lines where the YAML is of no use: see `src/context/loads/gemini-cli.ts`.
    frontmatter: { mark: false, openingSpace: false, absent: "dropped", yaml: "by lines", fields: {} },
  },
  opencode: {
    places: opencodeFacts.skillPlaces.value,
    depth: opencodeFacts.skillDepth.value,
    hidden: [".claude/skills", ".agents/skills"],
    nested: true,
    fileLinks: true,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "dropped",
      yaml: "colons",
      once: "all",
      fields: {
        name: { ...TEXT, absent: "dropped", empty: "dropped" },
        description: { ...TEXT, absent: "dropped", empty: "dropped", blank: true },
      },
    },
  },
};
