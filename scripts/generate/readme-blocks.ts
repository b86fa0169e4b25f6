import { LOCATIONS, type Places } from "../../src/inventory/places/locations.ts";
import { CLIENTS } from "../../src/model/client.ts";
import type { Rule } from "../../src/model/rule.ts";
import { table } from "./markdown.ts";

/** The parts of the README that follow from other files, between comments that name them. */
export function renderReadme(text: string, rules: readonly Rule[], version: string): string {
  return withBlock(withBlock(text, "start", start(version)), "clients", clients(rules));
}

function withBlock(text: string, name: string, block: string): string {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start === -1 || end < start) throw new Error(`README.md has no place for ${name}: ${from} and ${to}.`);
  return `${text.slice(0, start + from.length)}\n${block}\n${text.slice(end)}`;
}

/** From another folder: npx would run what a repository has committed under node_modules. */
const start = (version: string): string => `
\`\`\`sh
cd / && npx --yes agent-ci@${version} check ~/path/to/any/repository
\`\`\`
`;

/** What is read of each client, and by how many rules. */
function clients(rules: readonly Rule[]): string {
  const kinds = Object.entries(LOCATIONS as Readonly<Record<string, Places>>);
  const rows = CLIENTS.map((client) => {
    const own = kinds.filter(([, places]) => places[client] !== undefined);
    const names = new Set(own.map(([kind]) => kind));
    const asked = rules.filter((rule) => "on" in rule && rule.on.some((kind) => names.has(kind))).length;
    const files = own.flatMap(([, places]) => (places[client] ?? []).slice(0, 1)).slice(0, 5);
    return { client, asked, files, kinds: names.size };
  }).filter(({ kinds: many }) => many > 0);
  const shared = (LOCATIONS.skill.any as readonly string[])
    .slice(0, 1)
    .concat((LOCATIONS.instructions.any as readonly string[]).slice(0, 1));
  const line = `${rules.length} rules read ${shared.map((one) => `\`${one}\``).join(" and ")} for every client, and of each its own files:`;
  return `
${line}

${table(
  ["Client", "Files, for instance", "Kinds", "Rules for those kinds"],
  rows.map(({ client, files, kinds: many, asked }) => [
    client,
    files.map((one) => `\`${one}\``).join(" "),
    String(many),
    String(asked),
  ]),
)}
`;
}
