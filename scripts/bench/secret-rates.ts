import { join } from "node:path";
import { fileOfForm, secretForms } from "../../test/support/secret-forms.ts";
import { lookAlikes, slugs } from "../../test/support/look-alikes.ts";
import type { Engine } from "./secret-engines.ts";
import { writeTexts } from "./write-texts.ts";

const SEED = 7;
const EACH = 100;
const SLUGS = 10_000;
/** Of a hundred. */
const LEAST = 98;
/** Of all slugs. */
const MOST = 1;

/** How many of a hundred of each form an engine finds, and at how many look-alikes it cries wolf. */
export interface Rates {
  readonly forms: readonly (readonly [form: string, found: readonly number[]])[];
  /** Errors of each engine. */
  readonly lookAlikes: readonly number[];
  readonly slugs: readonly number[];
}

/** Each text in a file of its own: a hit in it is a hit on it. The order of the numbers is that of the engines. */
export function ratesOf(root: string, engines: readonly Engine[]): Rates {
  const forms = [...secretForms(EACH, SEED)].map(([name, texts], form) => ({
    name,
    files: texts.map((text, index) => [join(`${form}`, `${index}`, fileOfForm(name)), `${text}\n`] as const),
  }));
  const planted = join(root, "forms");
  writeTexts(
    planted,
    forms.flatMap(({ files }) => files),
  );
  const hits = engines.map((engine) => new Set(engine.scan(planted).map(({ path }) => path)));
  return {
    forms: forms.map(({ name, files }) => [name, hits.map((hit) => files.filter(([path]) => hit.has(path)).length)]),
    lookAlikes: errorsIn(
      join(root, "look-alikes"),
      lookAlikes(SEED).map(([name, text]) => [`${name.replaceAll(/\W+/g, "-")}.txt`, `${text}\n`]),
      engines,
    ),
    slugs: errorsIn(join(root, "slugs"), [["slugs.txt", `${slugs(SLUGS, SEED).join("\n")}\n`]], engines),
  };
}

function errorsIn(
  folder: string,
  files: Parameters<typeof writeTexts>[1],
  engines: readonly Engine[],
): readonly number[] {
  writeTexts(folder, files);
  return engines.map((engine) => engine.scan(folder).filter(({ sure }) => sure).length);
}

/** What falls short: a form that is missed, or that the other engine finds more often; and errors at look-alikes. */
export const shortOf = ({ forms, lookAlikes: [looks = 0], slugs: [errors = 0] }: Rates): readonly string[] => [
  ...forms.flatMap(([form, [own = 0, other = 0]]) => (own >= LEAST && own >= other ? [] : [form])),
  ...(looks > 0 ? ["look-alikes"] : []),
  ...(errors > MOST ? ["slugs"] : []),
];

/** As a table. */
export const ratesTable = (rates: Rates, engines: readonly Engine[]): string =>
  [
    `| of ${EACH} each | ${engines.map(({ name }) => name).join(" | ")} |`,
    `|---|${engines.map(() => "--:|").join("")}`,
    ...rates.forms.map(([form, found]) => `| ${form} | ${found.join(" | ")} |`),
    `| errors at look-alikes (${lookAlikes(SEED).length} files) | ${rates.lookAlikes.join(" | ")} |`,
    `| errors at ${SLUGS} slugs | ${rates.slugs.join(" | ")} |`,
  ].join("\n");
