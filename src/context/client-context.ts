import { claudeCodeFacts } from "../clients/claude-code.ts";
import { codexFacts } from "../clients/codex.ts";
import { copilotFacts } from "../clients/copilot.ts";
import { cursorFacts } from "../clients/cursor.ts";
import type { Fact } from "../clients/fact.ts";
import { geminiCliFacts } from "../clients/gemini-cli.ts";
import type { Repository } from "../model/rule.ts";
import { agentListing, isBelow, type Whose } from "./agent-listing.ts";
import { installSets, projectSkills } from "./install-sets.ts";
import { instructionChain } from "./instruction-chain.ts";
import type { Reader } from "./instruction-files.ts";
import { offsetOfByte } from "./loss.ts";
import { mcpTools } from "./mcp-lock.ts";
import { type ScopedReader, scopedRules } from "./scoped-rules.ts";
import { skillParts } from "./skill-parts.ts";
import { isTakenIn } from "./folders/start-folders.ts";
import { withoutComments } from "./without-comments.ts";
import { type Loaded, WHEN } from "./loaded.ts";

/** What a client hands to the model when it works in a folder, or what a plugin adds to that. */
export interface ClientContext {
  readonly client: Reader;
  readonly folder: string;
  /** The root of the plugin whose addition it is. */
  readonly plugin?: string;
  readonly loaded: readonly Loaded[];
}

/** What a client loads in the project, in its order: always, then when triggered, then on demand. */
export function projectContext(repository: Repository, client: Reader, folder: string): ClientContext {
  const loaded = [
    ...instructions(repository, client, folder),
    ...rules(repository, client, folder),
    ...skillParts(repository, client, projectSkills(repository, client, folder)),
    ...agentListing(repository, client, { folder }),
    ...mcpTools(repository),
    ...commands(repository, client, { folder }),
  ];
  return { client, folder, loaded: inOrder(loaded) };
}

/** What each plugin of the repository adds for whoever installs it: nobody installs all of a marketplace. */
export function pluginContexts(repository: Repository, client: Reader): readonly ClientContext[] {
  return installSets(repository, client)
    .filter(({ what }) => what === "plugin")
    .map(({ root, skills }) => ({
      client,
      folder: "",
      plugin: root,
      loaded: inOrder([
        ...skillParts(repository, client, skills),
        ...agentListing(repository, client, { root }),
        ...commands(repository, client, { root }),
      ]),
    }));
}

const inOrder = (loaded: readonly Loaded[]): readonly Loaded[] =>
  WHEN.flatMap((when) => loaded.filter((one) => one.when === when));

const INSTRUCTIONS: Readonly<Record<Reader, Fact>> = {
  "claude-code": claudeCodeFacts.instructionNames,
  codex: codexFacts.instructionNames,
  copilot: copilotFacts.instructionNames,
  cursor: cursorFacts.instructionNames,
  "gemini-cli": geminiCliFacts.instructionNames,
};
const IMPORTS: Readonly<Partial<Record<Reader, Fact>>> = {
  "claude-code": claudeCodeFacts.importDepth,
  "gemini-cli": geminiCliFacts.importDepth,
};

function instructions(repository: Repository, client: Reader, folder: string): readonly Loaded[] {
  return instructionChain(repository, client, folder).parts.map((part) => {
    const cut = part.read < part.bytes;
    const whole = cut ? part.text.slice(0, offsetOfByte(part.text, part.read)) : part.text;
    const imported = part.importedBy === undefined ? undefined : IMPORTS[client];
    return {
      when: "always",
      kind: imported ? "import" : "instructions",
      path: part.path,
      text: client === "claude-code" ? withoutComments(whole) : whole,
      source: imported ?? INSTRUCTIONS[client],
      ...(cut && { read: part.read }),
      ...(part.artifact && { artifact: part.artifact }),
    };
  });
}

const RULES: Readonly<Partial<Record<Reader, { readonly reads: ScopedReader; readonly source: Fact }>>> = {
  "claude-code": { reads: "claude-code", source: claudeCodeFacts.rulesFolder },
  copilot: { reads: "copilot", source: copilotFacts.ruleFiles },
  cursor: { reads: "cursor", source: cursorFacts.rulesFolder },
};
/** A folder of a client's own. Elsewhere a rule file waits to be copied: awesome lists are full of them. */
const OWN_FOLDER = /(?:^|\/)\.(?:claude|cursor|github)\//;

function rules(repository: Repository, client: Reader, folder: string): readonly Loaded[] {
  const known = RULES[client];
  if (!known) return [];
  return scopedRules(repository, known.reads)
    .filter(
      ({ artifact }) =>
        OWN_FOLDER.test(artifact.path) && (client === "copilot" || isTakenIn(repository, client, artifact, folder)),
    )
    .map(({ artifact, when }) => ({
      when: when === "always" ? "always" : "on-trigger",
      kind: "rule",
      path: artifact.path,
      text: artifact.source.text.slice(artifact.body.start),
      source: known.source,
      artifact,
    }));
}

/** The commands that a client loads: only Claude Code's way is known well enough. */
function commands(repository: Repository, client: Reader, whose: Whose): readonly Loaded[] {
  if (client !== "claude-code") return [];
  const inProject = /(?:^|\/)\.claude\/commands\//;
  return repository
    .of("command")
    .filter((command) =>
      "folder" in whose
        ? isTakenIn(repository, client, command, whose.folder)
        : command.dialect === "claude-code" && !inProject.test(command.path) && isBelow(whose.root, command.path),
    )
    .map((artifact) => ({
      when: "on-trigger",
      kind: "command",
      path: artifact.path,
      text: artifact.source.text.slice(artifact.body.start),
      source: claudeCodeFacts.commands,
      artifact,
    }));
}
