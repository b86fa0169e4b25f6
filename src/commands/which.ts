import { catalogueOf, KINDS_OF_OFFER } from "../catalogue/offer.ts";
import { type Hit, newSearchIndex } from "../catalogue/search-index.ts";
import { type Seen, seenBy } from "../catalogue/seen-by.ts";
import { UsageError } from "../model/usage-error.ts";
import { safeJson } from "../report/escape/json.ts";
import { guardLines, terminal } from "../report/escape/terminal.ts";
import { openWorkspace } from "../workspace/workspace.ts";
import { type Command, defineCommand } from "./command.ts";
import { configOption, listFormat, pathArgument } from "./options.ts";

/** Whoever is behind that many is not chosen. */
const MOST = 5;
/** Two that answer to a prompt that nearly alike are chosen by chance. */
const CLOSE = 0.8;

export const whichCommand: Command = defineCommand({
  name: "which",
  summary: "Search skills, subagents and commands by a prompt, as somebody would put it.",
  description:
    "Compares words, and asks no model: what a model would choose can only be known by asking one. The first three are near enough to be chosen; two with almost the same score are in each other's way.",
  positionals: [{ name: "prompt", summary: "What somebody would say, in quotes." }, pathArgument],
  options: [
    {
      name: "kind",
      type: "string",
      values: KINDS_OF_OFFER,
      summary: "Search those only.",
      doors: ["terminal"],
    },
    listFormat,
    configOption,
  ],
  examples: [
    { line: 'agent-ci which "commit my changes"', does: "what a request would find, and why" },
    { line: 'agent-ci which "review this" plugins/review --kind agent', does: "among the subagents of one plugin" },
  ],
  async run(world, values, [prompt = "", target]) {
    if (prompt.trim() === "") throw new UsageError('Say what to search for: agent-ci which "commit my changes".');
    const workspace = await openWorkspace(world, target, values);
    const repository = await workspace.sides.head({ outline: false });
    const index = newSearchIndex();
    const offers = catalogueOf(repository).filter(
      ({ kind, path }) => (values.kind === undefined || kind === values.kind) && workspace.place.selects(path),
    );
    index.update(offers);
    const answers = index.search(prompt, MOST).map((hit) => ({ ...hit, seen: seenBy(repository, hit.offer) }));
    world.out(values.format === "json" ? asJson(answers) : guardLines(asText(answers, offers.length)));
    return 0;
  },
});

type Answer = Hit & { readonly seen: readonly Seen[] };

function asJson(answers: readonly Answer[]): string {
  const list = answers.map(({ offer: { kind, path, name }, score, words, byDescription, seen }) => {
    const rounded = Math.round(score * 100) / 100;
    return { kind, path, name, score: rounded, words, byDescription, clients: seen };
  });
  return safeJson({ version: 1, list });
}

function asText(answers: readonly Answer[], searched: number): string {
  if (searched === 0) return "There are no skills, subagents or commands here. `agent-ci inventory` lists what is.\n";
  const [first] = answers;
  if (!first) return `None of ${searched} has one of these words in its name or description.\n`;
  const lines = answers.flatMap(({ offer, score, words, byDescription, seen }, at) => [
    `${at + 1}. ${terminal(offer.name)}  ${offer.kind}  ${terminal(offer.path)}`,
    `   ${share(score, first)} by ${words.map(terminal).join(", ")}${byDescription ? "" : ", in its name only"}`,
    ...clientLines(seen),
  ]);
  return [...lines, ...closeLines(answers, first)].map((line) => `${line}\n`).join("");
}

const share = (score: number, first: Answer): string => `${Math.round((100 * score) / first.score)} %`;

function clientLines(seen: readonly Seen[]): readonly string[] {
  const listed = seen.filter((one) => one.listed).map(({ client }) => client);
  return [
    ...(listed.length > 0 ? [`   listed by ${listed.join(", ")}`] : []),
    ...seen.flatMap(({ client, listed: is, because }) =>
      is ? [] : [`   not listed by ${client}: ${because.map(terminal).join(" ")}`],
    ),
  ];
}

/** Copies of one offer, in the folders of several clients, are not in each other's way. */
function closeLines(answers: readonly Answer[], first: Answer): readonly string[] {
  const near = answers.filter(({ score }) => score >= CLOSE * first.score);
  const names = [...new Set(near.map(({ offer }) => terminal(offer.name)))];
  if (names.length < 2) return [];
  return [`Nearly alike: ${names.join(", ")}. Say in each description when it is not the one to take.`];
}
