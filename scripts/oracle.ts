import { compareVerdicts } from "./oracle/verdicts/compare.ts";
import { corpusInputs, sharedInputs, type VerdictInput } from "./oracle/verdicts/inputs.ts";
import { mutatedInputs } from "./oracle/verdicts/mutated.ts";
import { corpusSkills } from "./oracle/corpus-skills.ts";
import { differences } from "./oracle/differential.ts";
import { facts } from "./oracle/facts.ts";
import { allProbes } from "./oracle/all-probes.ts";
import { mutations } from "./oracle/mutations.ts";
import { runProbe, type Proof } from "./oracle/run-probe.ts";
import { unprovenErrors } from "./oracle/unproven-errors.ts";
import { updateRuns } from "./oracle/update-runs.ts";
import { ranWith } from "../src/model/citation.ts";
import { loadRules } from "./generate/load-rules.ts";

/**
 * Asks the real clients whether our facts about them hold: `npm run oracle`, with beginnings of facts' or questions' names
 * for some of them, `--update` to write versions and days of the clients that agree in everything.
 */
const SEED = 1;
const given = process.argv.slice(2);
const names = given.filter((one) => !one.startsWith("--"));
const probes = await allProbes();
const chosen = probes.filter(
  ({ question, expects }) =>
    names.length === 0 ||
    names.some((name) => question.startsWith(name) || expects.some(({ fact }) => fact.startsWith(name))),
);

const proofs: Proof[] = [];
for (const probe of chosen) {
  const found = await runProbe(probe);
  for (const proof of found) console.log(line(proof));
  proofs.push(...found);
}

const whole = names.length === 0;
const shared = whole ? sharedInputs() : [];
const others = whole ? [...mutations(100, SEED), ...corpusSkills(4), ...skillsOf(shared)] : [];
const { compared, found: different } = await differences(others);
for (const { reader, input, ours, theirs, excused } of different)
  console.log(
    `${excused === undefined ? "DIFFERS  " : "excused  "}  ${reader}: ${input} is ${theirs}, we say ${ours}${excused === undefined ? "" : ` (${excused})`}`,
  );
const verdicts = await compareVerdicts([...shared, ...(whole ? [...corpusInputs(), ...mutatedInputs(25, SEED)] : [])]);
for (const { judge, input, how, rules, excused } of verdicts.found)
  console.log(
    `${excused === undefined ? "DIFFERS  " : "excused  "}  ${judge}: ${how} ${rules.join(", ")} of ${input}${excused === undefined ? "" : ` (${excused})`}`,
  );
const unexcused = [...different, ...verdicts.found].filter(({ excused }) => excused === undefined);

const proven = new Set(probes.flatMap(({ expects }) => expects.map(({ fact }) => fact)));
const ran = [...facts].filter(([, { ran: run }]) => run).map(([name]) => name);
const unproven = ran.filter((name) => !proven.has(name) && !name.startsWith("skills-ref."));
const wrong = proofs.filter(({ instead }) => instead !== undefined);
const errors = unprovenErrors((await loadRules(".")).map(({ rule }) => rule));
if (given.includes("--update")) update();

for (const name of unproven) console.log(`NO PROBE   ${name} says that it was run`);
for (const { rule, client } of errors)
  console.log(`NOT RUN    ${rule} is an error${client === undefined ? "" : ` for ${client}`}`);
console.log(
  [
    "",
    `${ran.length} facts run, ${facts.size - ran.length} read, ${new Set(wrong.map(({ expectation }) => expectation.fact)).size} disagreeing (limit 0); ${proofs.length} answers of ${chosen.length} probes.`,
    `${compared} skills compared with what clients list, and ${verdicts.compared} configurations with their verdicts: ${different.length + verdicts.found.length - unexcused.length} differ for a reason, ${unexcused.length} without (limit 0).`,
    `${errors.length} errors rest on a fact that was not run (limit 0).`,
  ].join("\n"),
);
process.exitCode = wrong.length + unproven.length + errors.length + unexcused.length > 0 ? 1 : 0;

/** The skills among whole repositories, each under a name of its own. */
function skillsOf(inputs: readonly VerdictInput[]): readonly { readonly input: string; readonly text: string }[] {
  return inputs.flatMap(({ name, files }) =>
    Object.entries(files)
      .filter(([path]) => path.endsWith("/SKILL.md"))
      .map(([path, text]) => ({ input: `${name} ${path}`, text: text.replace(/^name: [\w.-]+$/m, "name: $FOLDER") })),
  );
}

function line({ expectation: { fact, says }, instead }: Proof): string {
  const known = facts.get(fact);
  const by = known === undefined ? "there is no such fact" : (ranWith(known) ?? "read only");
  const start = `${instead === undefined ? "agrees   " : "DISAGREES"}  ${fact}: ${says} (${by})`;
  return instead === undefined ? start : `${start}\n           but ${instead}`;
}

function update(): void {
  if (names.length > 0) throw new Error("Only a run of all probes can be written down: leave the names out.");
  const clientOf = (fact: string): string => fact.slice(0, fact.indexOf("."));
  const disagreeing = new Set(wrong.map(({ expectation }) => clientOf(expectation.fact)));
  const agreeing = new Set([...proven].map(clientOf).filter((client) => !disagreeing.has(client)));
  updateRuns(agreeing, new Date().toISOString().slice(0, 10));
}
