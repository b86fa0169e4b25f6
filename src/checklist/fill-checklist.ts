import type { Kind } from "../model/artifact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Change } from "../model/rule.ts";
import { type ChangedArtifact, changedArtifacts } from "./changed-artifacts.ts";
import { documented, nameOf } from "./documents.ts";
import { goneNames } from "./gone-names.ts";

/** A question of the review. `done` only where the evidence proves it; everything else is for people. */
export interface ChecklistItem {
  readonly says: string;
  readonly done: boolean;
  /** The evidence, or what a person has to look at: a whole sentence. */
  readonly note: string;
}
/** What is known about a change beside its two sides. */
export interface KnownOfChange {
  /** What all checks found, without what somebody answered for. */
  readonly diagnostics: readonly Diagnostic[];
  /** The ids of the rules that ran. */
  readonly ran: ReadonlySet<string>;
  /** The share of a skill's own prompts that find it, by its path; undefined where none were asked. */
  readonly found: (path: string) => number | undefined;
  /** What that share has to be. */
  readonly target: number;
  /** Whether the configuration has a token budget that bounds an artifact. */
  readonly budgeted: (artifact: Pick<ChangedArtifact, "kind" | "path">) => boolean;
}

const LOADED: ReadonlySet<Kind> = new Set([
  "skill",
  "instructions",
  "scoped-instructions",
  "agent",
  "agent-file",
  "command",
  "command-file",
  "output-style",
]);
const TEAM: ReadonlySet<Kind> = new Set(["team", "team-spec", "orchestration", "agent", "agent-file"]);
const AUTHORITY: ReadonlySet<Kind> = new Set([
  "hooks",
  "settings",
  "mcp",
  "plugin",
  "agentic-workflow",
  "client-policy",
  "command-rules",
  "dependencies",
  "language-servers",
  "monitors",
  "program",
]);
/**
 * Kinds that raise no question: examples and the configuration of agent-ci itself ask nothing of a reviewer of agents.
 */
const SILENT: ReadonlySet<Kind> = new Set(["policy", "environment", "env-file", "evals", "scenario"]);

/** The questions that a change raises, filled in as far as they can be; none where no agent configuration changes. */
export function fillChecklist(change: Change, known: KnownOfChange): readonly ChecklistItem[] {
  const changed = changedArtifacts(change).filter(({ kind }) => !SILENT.has(kind));
  if (changed.length === 0) return [];
  const some = (kinds: ReadonlySet<Kind>): readonly ChangedArtifact[] => changed.filter(({ kind }) => kinds.has(kind));
  const skills = some(new Set(["skill"])).filter(({ how }) => how !== "removed");
  const teams = some(TEAM);
  return [
    valid(known),
    ...(some(LOADED).length > 0 ? [budget(known, some(LOADED))] : []),
    ...(skills.length > 0 ? [triggers(known, skills)] : []),
    ...costs(known, teams, some(LOADED)),
    compatible(change),
    documents(change, changed),
    ...(some(AUTHORITY).length > 0 ? [authority(some(AUTHORITY))] : []),
  ];
}

function valid({ diagnostics }: KnownOfChange): ChecklistItem {
  const errors = diagnostics.filter(({ severity, rule }) => severity === "error" && !isBudget(rule)).length;
  return {
    says: "Configuration valid",
    done: errors === 0,
    note: errors === 0 ? "No rule finds an error." : `${errors} ${errors === 1 ? "error" : "errors"} left.`,
  };
}

const isBudget = (rule: string): boolean => rule.startsWith("budget/");

function budget({ diagnostics, ran, budgeted }: KnownOfChange, changed: readonly ChangedArtifact[]): ChecklistItem {
  const says = "Token budget validated";
  const found = diagnostics.filter(({ rule, severity }) => isBudget(rule) && severity !== "info").length;
  if (![...ran].some(isBudget)) return { says, done: false, note: "No budget was checked." };
  if (found > 0) return { says, done: false, note: `${found} ${found === 1 ? "finding" : "findings"} about budgets.` };
  const free = changed.filter((one) => one.how !== "removed" && !budgeted(one));
  return free.length === 0
    ? { says, done: true, note: "Every budget holds, and each file that changes has one." }
    : { says, done: false, note: `No budget is about ${names(free)}: look at its tokens, and set \`budgets:\`.` };
}

function triggers({ diagnostics, found, target }: KnownOfChange, skills: readonly ChangedArtifact[]): ChecklistItem {
  const says = "Skill trigger patterns tested";
  const untried = skills.filter(({ path }) => found(path) === undefined);
  if (untried.length > 0) {
    const note = `No prompts are written that want ${names(untried)}: evals/trigger-eval.json beside a SKILL.md holds them.`;
    return { says, done: false, note };
  }
  const missed = (path: string): boolean =>
    (found(path) ?? 0) < target || diagnostics.some((one) => isTrigger(one) && one.path === path);
  const bad = skills.filter(({ path }) => missed(path));
  return bad.length === 0
    ? { says, done: true, note: "By their words, enough of the prompts that want them find the skills that change." }
    : { says, done: false, note: `Too few prompts find ${names(bad)}, or a client does not list it.` };
}

const isTrigger = ({ rule, severity }: Diagnostic): boolean => rule.startsWith("trigger/") && severity !== "info";

/** Where a profile says how agents are used, every text that they load has a price. */
function costs(
  { diagnostics, ran }: KnownOfChange,
  teams: readonly ChangedArtifact[],
  loaded: readonly ChangedArtifact[],
): readonly ChecklistItem[] {
  const says = "Cost impact estimated";
  if (![...ran].some(isCost)) {
    const note = `What does a run of ${names(teams)} cost before and after? agent-usage.yaml says how they are used: then it is estimated.`;
    return teams.length === 0 ? [] : [{ says, done: false, note }];
  }
  if (teams.length + loaded.length === 0) return [];
  const found = diagnostics.filter(({ rule, severity }) => isCost(rule) && severity !== "info").length;
  return found === 0
    ? [{ says, done: true, note: "Every model has a price, and what is expected keeps to every budget." }]
    : [{ says, done: false, note: `${found} ${found === 1 ? "finding" : "findings"} about the cost.` }];
}

const isCost = (rule: string): boolean => rule.startsWith("cost/");

function compatible(change: Change): ChecklistItem {
  const gone = goneNames(change);
  return {
    says: "Backward compatibility confirmed",
    done: gone.length === 0,
    note:
      gone.length === 0
        ? "Nothing that is called by its name is gone: skills, agents, commands, servers, plugins."
        : `Gone: ${shortened(gone)}. Who calls them?`,
  };
}

function documents(change: Change, changed: readonly ChangedArtifact[]): ChecklistItem {
  const says = "Documentation updated";
  const { documents: texts, missing } = documented(change, changed);
  if (texts.length === 0) return { says, done: false, note: "No document changes. Is there one that should?" };
  return missing.length === 0
    ? {
        says,
        done: true,
        note: `${shortened(texts)} ${texts.length === 1 ? "speaks" : "speak"} of everything that changes.`,
      }
    : { says, done: false, note: `No document that changes speaks of ${shortened(missing)}.` };
}

function authority(changed: readonly ChangedArtifact[]): ChecklistItem {
  const note = `What may agents do now that they could not? See ${shortened(changed.map(({ path }) => path))}.`;
  return { says: "New authority agreed to", done: false, note };
}

const names = (changed: readonly ChangedArtifact[]): string => shortened([...new Set(changed.map(nameOf))]);

const MOST = 5;
const LONGEST = 100;

function shortened(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST).map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
  const left = texts.length - shown.length;
  return `${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
