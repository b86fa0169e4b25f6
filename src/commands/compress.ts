import { join } from "node:path";
import { takeInventory } from "../inventory/take-inventory.ts";
import { artifactAt } from "../inventory/artifact-at.ts";
import { compressed, type Proposal, proposals } from "../context/compress.ts";
import { instructionChain } from "../context/instruction-chain.ts";
import { type Reader, READERS } from "../context/instruction-files.ts";
import { enforcedBy, LINTER_FILES } from "../context/linter-facts.ts";
import type { OrderedText } from "../context/repetition.ts";
import { statementsOf } from "../context/statements.ts";
import { EXIT } from "../gate/exit.ts";
import { writeInside } from "../host/files/write-whole.ts";
import { folderOf, layoutOf } from "../inventory/places/layout.ts";
import { isLoadedHere } from "../inventory/places/loaded-here.ts";
import type { Repository } from "../model/rule.ts";
import { locationOf, type Source } from "../model/source.ts";
import { UsageError } from "../model/usage-error.ts";
import { withNoun } from "../model/numbers.ts";
import { safeJson } from "../report/escape/json.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { unifiedDiff } from "../report/text/unified-diff.ts";
import { redact } from "../secrets/redact.ts";
import { type Command, defineCommand } from "./command.ts";
import type { World } from "../workspace/world.ts";
import { configOption, listFormat, pathArgument } from "./options.ts";
import { openWorkspace, type Workspace } from "../workspace/workspace.ts";
import { openWorkspaceCounter } from "../workspace/open-counter.ts";
import { group } from "../model/group.ts";

/** What could be left out of one instruction file. */
interface Shorter {
  readonly source: Source;
  /** Where it lies, behind a link that names it. */
  readonly file: string;
  readonly after: string;
  readonly changes: readonly Proposal[];
}

/** With the tokens that it saves, by o200k_base. */
interface Weighed extends Shorter {
  readonly tokens: number;
}

export const compressCommand: Command = defineCommand({
  name: "compress",
  summary: "Propose shorter instruction files: what they say twice, and what a linter enforces anyway.",
  description:
    "Prints the proposal as a diff with the bytes and tokens that it saves. What a file repeats from another can go where every client in use (`clients:`) has read that one before; Copilot reads the nearest file alone. Whether a sentence can go is yours to judge; nothing is written without --write, which leaves out only what is repeated word for word, numbers included.",
  positionals: [pathArgument],
  options: [
    listFormat,
    configOption,
    { name: "write", type: "boolean", summary: "Change the files.", doors: ["terminal"] },
    {
      name: "keep",
      type: "string",
      values: ["repeated", "nearly-repeated", "enforced", "spaces"],
      multiple: true,
      summary: "Leave proposals of this kind out; repeatable.",
      doors: ["terminal"],
    },
  ],
  examples: [
    { line: "agent-ci compress", does: "what all instruction files could leave out" },
    { line: "agent-ci compress AGENTS.md --write", does: "change one file" },
  ],
  async run(world, values, [target]) {
    const workspace = await openWorkspace(world, target, values);
    // The chain needs every file, also where the user named one.
    const repository = await takeInventory(
      workspace.place.files,
      { ignored: () => false, prefix: workspace.place.prefix },
      { outline: false, data: LINTER_FILES },
    );
    const kept = [...(values.keep ?? []), ...(values.write ? JUDGED : [])];
    const shorter = shorten(repository, workspace, kept);
    if (shorter.examined === 0)
      throw new UsageError(
        `No instruction files${target === undefined ? "" : ` in "${target}"`}. Name an AGENTS.md, CLAUDE.md or the like, or a folder with one.`,
      );
    // What saves bytes and no token is no proposal: nobody pays for it.
    const worthwhile = (await weigh(world, workspace, shorter.found)).filter(({ tokens }) => tokens > 0);
    const refused = values.write ? write(workspace, worthwhile) : [];
    const weighed = worthwhile.filter(({ file }) => refused.every((one) => one.file !== file));
    world.out(values.format === "json" ? asJson(weighed) : asText(shorter.examined, weighed, values.write ?? false));
    for (const { file, reason } of refused) world.notice(terminal(`${file} was not written: ${reason}.`));
    return refused.length === 0 ? EXIT.pass : EXIT.usage;
  },
});

/** A file that is no longer what the proposal was made from is left alone, and said. */
function write({ place: { top, prefix } }: Workspace, found: readonly Shorter[]) {
  return found.flatMap(({ source, file, after }) => {
    const text = (one: string): Uint8Array => new TextEncoder().encode(`${source.bom ? "\uFEFF" : ""}${one}`);
    const reason = writeInside(join(top, prefix), file, text(after), { before: text(source.text) });
    return reason === undefined ? [] : [{ file, reason }];
  });
}

function shorten(
  repository: Repository,
  { place: { selects }, policy: { ignored, settings } }: Workspace,
  keep: readonly string[],
): { readonly examined: number; readonly found: readonly Shorter[] } {
  const layout = layoutOf(repository);
  const enforced = enforcedBy(repository);
  const clients = READERS.filter((client) => settings.clients.includes(client));
  const files = repository
    .of("instructions")
    .filter((one) => selects(one.path) && !ignored(one.path) && isLoadedHere(layout, one) && one.problems.length === 0);
  const found = files.flatMap(({ path: at, file = at, source, body }): Shorter[] => {
    const text = { path: at, text: source.text, start: body.start };
    const changes = proposals(text, readBefore(repository, clients, at), enforced).filter(
      ({ kind }) => !keep.includes(kind),
    );
    const after = compressed(source.text, changes);
    return after.length < source.text.length ? [{ source, file, after, changes }] : [];
  });
  return { examined: files.length, found };
}

/**
 * What every client in use that reads the file has read before it comes to it: Copilot reads the nearest file alone.
 */
function readBefore(repository: Repository, clients: readonly Reader[], at: string): readonly OrderedText[] {
  const chains = clients.flatMap((client) => {
    const { parts } = instructionChain(repository, client, folderOf(at));
    const index = parts.findIndex(({ path: own, importedBy }) => own === at && importedBy === undefined);
    return index === -1 ? [] : [parts.slice(0, index)];
  });
  const [first = [], ...others] = chains;
  return first.flatMap(({ path: own, text }): OrderedText[] =>
    others.every((parts) => parts.some((part) => part.path === own))
      ? [{ path: own, statements: statementsOf(text, artifactAt(repository, "instructions", own)?.body.start ?? 0) }]
      : [],
  );
}

async function weigh(world: World, workspace: Workspace, found: readonly Shorter[]): Promise<readonly Weighed[]> {
  const { counter, save } = openWorkspaceCounter(world, workspace);
  const before = await counter.count(found.map(({ source }) => source.text));
  const after = await counter.count(found.map((one) => one.after));
  save();
  return found.map((one, index) => ({ ...one, tokens: (before[index] ?? 0) - (after[index] ?? 0) }));
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const saved = ({ source, after }: Shorter): number => bytes(source.text) - bytes(after);

/** Both sides lose their secrets first: what is printed may be kept in a log. */
const diffOf = ({ source, after }: Shorter): string => unifiedDiff(source.path, redact(source.text), redact(after));

function asJson(found: readonly Weighed[]): string {
  return safeJson({
    version: 1,
    saved: found.reduce((sum, one) => sum + saved(one), 0),
    savedTokens: found.reduce((sum, { tokens }) => sum + tokens, 0),
    files: found.map((one) => ({
      path: one.source.path,
      before: bytes(one.source.text),
      after: bytes(one.after),
      saved: saved(one),
      savedTokens: one.tokens,
      proposals: one.changes.map(({ range, kind, why }) => {
        const { line, endLine } = locationOf(one.source, range);
        return { line, endLine, kind, why };
      }),
      diff: diffOf(one),
    })),
  });
}

/** What another line says nearly, or a program enforces, is for a person to judge: nothing writes that. */
const JUDGED: ReadonlySet<string> = new Set(["nearly-repeated", "enforced"]);

function nextStep(found: readonly Weighed[]): string {
  const kinds = found.flatMap(({ changes }) => changes.map(({ kind }) => kind));
  if (!kinds.some((kind) => JUDGED.has(kind))) return "Write them with --write.";
  const left = "what is nearly repeated or enforced is yours to judge";
  return kinds.some((kind) => !JUDGED.has(kind))
    ? `Write them with --write; ${left}.`
    : `--write would write none of them: ${left}.`;
}

function asText(examined: number, found: readonly Weighed[], written: boolean): string {
  const total = found.reduce((sum, one) => sum + saved(one), 0);
  const tokens = found.reduce((sum, one) => sum + one.tokens, 0);
  const blocks = found.map((one) => {
    const kinds = [...group(one.changes, ({ kind }) => kind)].map(([kind, all]) => `${all.length} ${kind}`);
    const reasons = one.changes
      .filter(({ kind }) => kind !== "spaces")
      .map(({ range, why }) => `  line ${locationOf(one.source, range).line}: ${why}`);
    const diff = diffOf(one).split("\n");
    return [
      `${one.source.path}: ${saved(one)} of ${bytes(one.source.text)} bytes, ${withNoun(one.tokens, "token")} (${kinds.join(", ")})`,
      ...reasons,
      ...diff,
    ]
      .map(terminal)
      .join("\n");
  });
  const files = withNoun(examined, "instruction file");
  const end =
    found.length === 0
      ? `Nothing to leave out of ${files}.`
      : `${written ? "Saved" : "Would save"} ${withNoun(total, "byte")}, ${withNoun(tokens, "token")}, in ${found.length} of ${files}.${written ? "" : ` ${nextStep(found)}`}`;
  return guardLines(`${[...blocks, end].join("\n")}\n`);
}
