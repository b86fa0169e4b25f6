import { WHEN } from "../context/loaded.ts";
import { integer, list, Mismatch, object, oneOf, optional, type Read, string } from "../model/read-value.ts";
import { thousands } from "../model/numbers.ts";
import type { View, ViewBlock, ViewNode } from "../model/view.ts";
import { amountText, readAmount, tokensText, whereOf } from "./amounts.ts";
import type { Amount } from "./estimate.ts";
import { group } from "../model/group.ts";

/** What a client loads when it works in a folder, or what a plugin adds to it. */
export interface ShownLoad {
  readonly client: string;
  /** Empty for the checked folder. */
  readonly folder: string;
  readonly plugin?: string;
  readonly always: Amount;
  readonly trigger: Amount;
  readonly demand: Amount;
}
/** One view in full: what is loaded, in its order. */
export interface ShownTree extends ShownLoad {
  readonly parts: readonly ShownPart[];
  /** What says that it is loaded, each once. */
  readonly sources: readonly { readonly says: string; readonly url: string }[];
}
export interface ShownPart {
  readonly when: (typeof WHEN)[number];
  readonly kind: string;
  readonly path: string;
  readonly tokens: number;
  /** What is lost of it where the client cuts: a whole sentence. */
  readonly lost?: string;
}
/** The data of a section of kind `token-load`, version 1. */
export interface TokenLoad {
  readonly encoding: string;
  /** Whose own count stands for Claude's clients, for what is always loaded. */
  readonly model?: string;
  readonly loads: readonly ShownLoad[];
  readonly trees: readonly ShownTree[];
  /** How many skills are in none of the loads, for they wait to be copied or installed. */
  readonly waiting?: number;
}

/** When things are loaded. `src/context` knows these words; a section is read where that room is out of reach. */

export function loadView(data: unknown): View {
  return viewOf(readLoad(data, ""));
}

const load: Read<ShownLoad> = (value, at) => ({
  ...object({ client: string, folder: string, always: readAmount, trigger: readAmount, demand: readAmount })(value, at),
  ...optional({ plugin: string })(value, at),
});
const part: Read<ShownPart> = (value, at) => ({
  ...object({ when: oneOf(WHEN), kind: string, path: string, tokens: integer(0) })(value, at),
  ...optional({ lost: string })(value, at),
});
const readTree: Read<ShownTree> = (value, at) => ({
  ...load(value, at),
  ...object({ parts: list(part), sources: list(object({ says: string, url: string })) })(value, at),
});
const readLoad: Read<TokenLoad> = (value, at) => {
  const found = {
    ...object({ encoding: string, loads: list(load), trees: list(readTree) })(value, at),
    ...optional({ model: string, waiting: integer(0) })(value, at),
  };
  if (found.loads.length > MOST) throw new Mismatch(`${at}/loads is too long`);
  return found;
};
const MOST = 100_000;

/** Rows of the table of one client, as many as a reader looks through. */
const OPEN = 8;

function viewOf({ encoding, loads, trees, model, waiting = 0 }: TokenLoad): View {
  return {
    title: "Tokens that each client loads",
    leads: true,
    blocks: trees.length > 0 ? treeBlocks(encoding, trees) : table(encoding, loads, model, waiting),
  };
}

function table(
  encoding: string,
  loads: readonly ShownLoad[],
  model: string | undefined,
  waiting: number,
): readonly ViewBlock[] {
  const clients = [...new Set(loads.map(({ client }) => client))];
  const shown = clients.flatMap((client) => {
    const mine = loads.filter((one) => one.client === client);
    const heaviest = mine.slice(1).toSorted((a, b) => b.always.value - a.always.value);
    return [...mine.slice(0, 1), ...heaviest.slice(0, OPEN - 1)];
  });
  const left = loads.length - shown.length;
  return [
    {
      columns: [
        { title: "Client" },
        { title: "Where" },
        { title: "Always", align: "right" },
        { title: "When triggered", align: "right" },
        { title: "On demand", align: "right" },
      ],
      rows: shown.map((one) => [
        one.client,
        whereOf(one),
        amountText(one.always),
        amountText(one.trigger),
        amountText(one.demand),
      ]),
    },
    {
      lines: [
        `Counted with ${encoding}; ≈ is an estimate for the client's models, its interval in parentheses.`,
        ...(model === undefined ? [] : [`What Claude Code always loads was counted by ${model}, in one message.`]),
        ...(waiting > 0
          ? [
              `Skills in none of these numbers: ${thousands(waiting)}. They lie in templates or where no client looks, and no plugin's manifest takes them along; \`budgets.skill\` holds each to a size.`,
            ]
          : []),
        ...(left > 0
          ? [
              `${left === 1 ? "One more, which is smaller, is" : `${left} smaller folders and plugins are`} in the JSON report; \`agent-ci tokens --tree --client <client>\` shows one view.`,
            ]
          : []),
      ],
    },
  ];
}

const TITLES = { always: "always", "on-trigger": "when triggered", "on-demand": "on demand" } as const;

/** One tree for each client, its largest view first; what says so, and what is largest, once for all. */
function treeBlocks(encoding: string, trees: readonly ShownTree[]): readonly ViewBlock[] {
  const clients = group(trees, ({ client }) => client);
  const sources = new Map(
    trees.flatMap((view) => view.sources.map(({ says, url }) => [`${says}\0${url}`, [says, url]])),
  );
  return [
    ...Array.from(clients, ([client, views]): ViewBlock => ({ tree: clientNode(client, views) })),
    ...largestBlock(trees),
    {
      lines: [
        `Parts are counted with ${encoding}; ≈ is an estimate for the client's models.`,
        ...[...sources.values()].flat(),
      ],
    },
  ];
}

function clientNode(client: string, views: readonly ShownTree[]): ViewNode {
  const nodes = views.map(viewNode).toSorted((a, b) => b.weight - a.weight);
  const [only, another] = nodes;
  if (only && !another) return { ...only, name: `${client} in ${only.name}` };
  const weight = nodes.reduce((sum, one) => sum + one.weight, 0);
  return { name: client, weight, note: `in ${nodes.length} folders and plugins, the largest first`, children: nodes };
}

function viewNode(one: ShownTree): ViewNode {
  const children = WHEN.flatMap((when): ViewNode[] => {
    const parts = one.parts.filter((each) => each.when === when);
    if (parts.length === 0) return [];
    const leaves = parts.map(leaf);
    const weight = leaves.reduce((sum, each) => sum + each.weight, 0);
    return [{ name: TITLES[when], weight, note: tokensText({ value: weight }), children: leaves }];
  });
  const weight = children.reduce((sum, each) => sum + each.weight, 0);
  return { name: whereOf(one), weight, note: `${tokensText(one.always)} with every request`, children };
}

const LARGEST = 10;

/** The parts that cost most; where there are few, the tree itself says so. */
function largestBlock(trees: readonly ShownTree[]): readonly ViewBlock[] {
  const parts = trees.flatMap((view) => view.parts);
  if (parts.length <= LARGEST) return [];
  return [
    {
      columns: [{ title: "The ten largest" }, { title: "When" }, { title: "Tokens", align: "right" }],
      rows: parts
        .toSorted((a, b) => b.tokens - a.tokens || (a.path < b.path ? -1 : 1))
        .slice(0, LARGEST)
        .map(({ path, when, tokens }) => [path, TITLES[when], thousands(tokens)]),
    },
  ];
}

function leaf({ kind, path, tokens, lost }: ShownPart): ViewNode {
  const note = [kind, tokensText({ value: tokens }), ...(lost === undefined ? [] : [lost])].join(", ");
  return { name: path, weight: tokens, note, children: [] };
}
