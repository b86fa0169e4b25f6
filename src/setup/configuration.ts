import { CONFIG_NAMES } from "../model/config-names.ts";
import type { SetupGround, SetupPart, Wishes } from "./ground.ts";

const NEVER = "fail-on: never";
const RULES = "# rules:";

/**
 * One file of configuration. The clients are a comment: a file of one client is no sign that nobody uses another, and
 * who is left out is checked less.
 */
export function configurationPart(ground: SetupGround, { configuration, start }: Wishes): SetupPart {
  const there = CONFIG_NAMES.find((path) => ground.text(path) !== undefined);
  if (there === undefined)
    return { steps: [{ do: "write", path: "agent-ci.yaml", text: textOf(ground, configuration, start) }] };
  const says = (line: string): boolean => `\n${ground.text(there) ?? ""}`.includes(`\n${line}`);
  const left = [
    ...(start === "report" && !says(NEVER)
      ? [`${there}: set \`fail-on: never\` for as long as findings are to be shown only.`]
      : []),
    ...(configuration === "all-rules" && !says(RULES)
      ? [`${there} is there already: \`agent-ci rules\` lists every rule with its severity.`]
      : []),
  ];
  return { steps: [], left };
}

function textOf(
  { version, clients, ruleLines }: SetupGround,
  how: Wishes["configuration"],
  start: Wishes["start"],
): string {
  const schema = `https://raw.githubusercontent.com/agent-ci/agent-ci/v${version}/schema/agent-ci.schema.json`;
  return [
    `# yaml-language-server: $schema=${schema}`,
    ...(clients.length === 0
      ? []
      : [`# clients: [${clients.join(", ")}] # leaves out what only other clients would stumble over`]),
    start === "report"
      ? `${NEVER} # findings are shown, and refuse nothing; \`error\` makes them do so`
      : "fail-on: error",
    ...(how === "all-rules" ? [RULES, ...ruleLines.map((line) => `#   ${line}`)] : []),
    "",
  ].join("\n");
}
