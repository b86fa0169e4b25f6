import { resolves } from "../../inventory/links/link-target.ts";
import { type Layout, layoutOf } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { perLine } from "../../inventory/texts/per-line.ts";
import type { MarkdownArtifact } from "../../model/artifact.ts";
import { valueAt } from "../../model/data.ts";
import { holderIn } from "../../model/ranges.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const instructionsDeadCommand = defineRepositoryRule({
  id: "instructions/dead-command",
  severity: "warning",
  summary: "A script or target that instructions tell the agent to run exists.",
  why: "`npm run x` is looked for in every package.json of the repository, `make x` in every Makefile.",
  consequence: "The command fails, and the agent looks for another way to do what it was meant for.",
  help: "Write the script's present name, or add the script.",
  since: "0.1.0",
  outline: true,
  reads: ["package.json"],

  *check(repository) {
    const layout = layoutOf(repository);
    let scripts: Known | undefined;
    let targets: Known | undefined;
    for (const artifact of repository.of("instructions", "scoped-instructions")) {
      if (!isLoadedHere(layout, artifact)) continue;
      const { text } = artifact.source;
      let isCommand: ReturnType<typeof commandsIn> | undefined;
      COMMAND.lastIndex = artifact.body.start;
      for (let found = COMMAND.exec(text); found; found = COMMAND.exec(text)) {
        const [whole, script, target] = found;
        const known = script === undefined ? (targets ??= targetsOf(repository)) : (scripts ??= scriptsOf(repository));
        const name = script ?? target ?? "";
        if (/^[A-Z]+$/.test(name)) continue; // a word to be replaced
        if (known.open || known.names.size === 0 || known.names.has(name)) continue;
        const at = { start: found.index, end: found.index + whole.length };
        if ((isCommand ??= commandsIn(layout, artifact))(at.start, whole))
          yield {
            artifact,
            at,
            message: `No ${script === undefined ? "Makefile has a target" : "package.json has a script"} "${name}".`,
          };
      }
    }
  },

  examples: [
    {
      because: "scripts and targets that exist, wherever they are, and prose",
      files: {
        "AGENTS.md": "Run `npm run lint`, then `make test`. We make sure of it; npm run anything.\n",
        "web/package.json": '{ "scripts": { "lint": "oxlint" } }',
        Makefile: "test: build\n\tgo test\n",
      },
    },
    {
      because: "a script whose text has braces hides none of the others",
      files: {
        "AGENTS.md": "Run `npm run lint`.\n",
        "package.json": '{ "scripts": { "clean": "rm -rf {dist,tmp}", "lint": "oxlint" } }',
      },
    },
    {
      because: "an option of the program, and a word that stands for any script",
      files: {
        "AGENTS.md": "Run `bun run --parallel a b`. Write `bun run X`.\n",
        "package.json": '{ "scripts": { "a": "oxlint" } }',
      },
    },
    {
      because: "in a folder that somebody has yet to make, and in one that is there",
      files: {
        "AGENTS.md":
          "```bash\nnpx create-app shop\ncd shop\nnpm run seed\n```\n\nThen `cd my-shop && npm run seed`, or `cd web && npm run seed`.\n",
        "web/package.json": '{ "scripts": { "check": "oxlint" } }',
      },
      reports: ['AGENTS.md:7:50 No package.json has a script "seed".'],
    },
    {
      because: "both were renamed",
      files: {
        "AGENTS.md": "Run `npm run lint`.\n\n```bash\nmake tests\n```\n",
        "package.json": '{ "scripts": { "check": "oxlint" } }',
        Makefile: "test:\n\tgo test\n",
      },
      reports: [
        'AGENTS.md:1:6 No package.json has a script "lint".',
        'AGENTS.md:4:1 No Makefile has a target "tests".',
      ],
    },
  ],
});

const COMMAND = /\b(?:npm|pnpm|yarn|bun) run (\w[\w:-]*)(?![\w:./*<{[-])|\bmake ([a-z][\w-]*)(?![\w./=*<{[:-])/g;

interface Known {
  readonly names: ReadonlySet<string>;
  /** There are names that cannot be known from the file. */
  readonly open: boolean;
}

function scriptsOf(repository: Repository): Known {
  const names = new Set<string>();
  for (const path of pathsOf(repository, /(?:^|\/)package\.json$/)) {
    const scripts = valueAt(repository.data(path), "scripts");
    for (const { key } of scripts?.kind === "map" ? scripts.entries : []) names.add(key);
  }
  return { names, open: false };
}

function targetsOf(repository: Repository): Known {
  const names = new Set<string>();
  let open = false;
  for (const path of pathsOf(repository, /(?:^|\/)(?:GNUmakefile|[Mm]akefile|[^/]+\.mk)$/)) {
    const text = repository.source(path)?.text ?? "";
    for (const line of text.replaceAll(/\\\r?\n/g, " ").split("\n")) {
      if (/^(?:-?include(?:\s|$)|\$\()/.test(line)) open = true;
      const head = headOf(line);
      if (head.split(/\s/, 1)[0]?.includes("%")) open = true;
      else if (!line.startsWith("=", head.length + 1)) for (const name of head.split(/\s+/)) names.add(name);
    }
  }
  names.delete("");
  return { names, open };
}

/** What stands in front of the colon of a rule; empty for other lines. */
function headOf(line: string): string {
  const end = line.search(/[#:=]/);
  return line[end] === ":" && !/^\s/.test(line) ? line.slice(0, end) : "";
}

function pathsOf({ paths }: Repository, name: RegExp): readonly string[] {
  return paths.flatMap(({ path }) => (name.test(path) ? [path] : []));
}

/**
 * Whether a command stands in code, alone between backticks or at the start of a line of a fence, and runs here. Asked
 * in the order of the text.
 */
function commandsIn(layout: Layout, artifact: MarkdownArtifact): (at: number, command: string) => boolean {
  const { codeSpans, fences } = artifact.outline();
  const { text } = artifact.source;
  const [spanAt, fenceAt] = [holderIn(codeSpans), holderIn(fences)];
  const lineStart = perLine(text, (_, start) => start);
  return (at, command) => {
    const span = spanAt(at);
    if (span?.content.includes(command))
      return !isElsewhere(layout, artifact, text.slice(Math.max(span.range.start, at - LOOKED_BACK), at));
    const fence = fenceAt(at);
    if (!fence || !/^(?:(?:bash|sh|shell|console|zsh|terminal)\b|\s*$)/.test(fence.info)) return false;
    const start = lineStart(at);
    if (at - start > LOOKED_BACK || !/^(?:[\s$>]|&&|cd [^\n&;]+&&)*$/.test(text.slice(start, at))) return false;
    return !isElsewhere(layout, artifact, text.slice(Math.max(fence.range.start, at - LOOKED_BACK), at));
  };
}

/** Whether the commands before one went into a folder that one of them makes, or that stands for any. */
function isElsewhere(layout: Layout, { path }: MarkdownArtifact, before: string): boolean {
  const change = [...before.matchAll(CHANGE)].at(-1);
  const folder = change?.[1];
  if (change === undefined || folder === undefined || resolves(layout, path, folder)) return false;
  const name = folder.replace(/\/$/, "").replace(/^.*\//, "");
  return (
    /^[<$]|(?:my|your)-/.test(name) ||
    before
      .slice(0, change.index)
      .split(/[\s"'/]+/)
      .includes(name)
  );
}

/** As far as a change of the folder is looked for: a fence may be as long as its file. */
const LOOKED_BACK = 4000;
const CHANGE = /(?:^|&&|;|`)[ \t]*(?:[$>][ \t]*)?cd[ \t]+["']?([^\s&;"'`]+)/gm;
