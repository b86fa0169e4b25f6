import { GEMINI_POLICIES } from "../../../src/clients/forms/gemini-policies.ts";
import { geminiCliFacts } from "../../../src/clients/gemini-cli.ts";
import { isObject } from "../../../src/model/json.ts";
import { formCases } from "../form-cases.ts";
import type { Expectation, Probe, ProbeFiles } from "../probe.ts";
import { toml } from "../toml.ts";

const TOOL = "list_directory";
const rule = (...lines: readonly string[]): string => ["[[rule]]", ...lines, ""].join("\n");
const [DENIED, RANKED] = ['decision = "deny"', "priority = 100"];
const policy = (...lines: readonly string[]): string => rule('toolName = "x"', ...lines);

/** A file of policies, and whether Gemini CLI applies it. */
const FILES: readonly (readonly [name: string, policy: string, applied: boolean])[] = [
  ["slip", policy('decision = "alow"', RANKED), false],
  ["word", policy('decision = "ask"', RANKED), false],
  ["unranked", policy(DENIED), false],
  ["text", policy(DENIED, 'priority = "high"'), false],
  ["escape", policy('argsPattern = "\\."', DENIED, RANKED), false],
  ["open", "[[rule\n", false],
  ["mark", `\uFEFF${policy(DENIED, RANKED)}`, false],
  ["other", policy(DENIED, RANKED, "filePattern = 5"), true],
  ["one", `[rule]\n${DENIED}\n`, false],
  ...formCases(GEMINI_POLICIES).flatMap(({ file, fits }, index) =>
    isObject(file) ? [[`form-${index}`, toml(file), fits] as const] : [],
  ),
];
/** What it says of a file that it does not apply; of one that it does, it may complain in another way. */
const REFUSALS = ["TOML parsing failed", "Schema validation failed"];

const called = [{ name: TOOL, arguments: { dir_path: "/home/workspace" } }];
const LISTED = "Directory listing for";
const MISSING = `Tool "${TOOL}" not found`;
const denied = rule(`toolName = "${TOOL}"`, DENIED, RANKED);

/** Files beside which the model lists a folder, and whether it may. */
const one = (
  question: "gemini policies" | "gemini settings" | "gemini extensions",
  fact: string,
  says: string,
  files: ProbeFiles,
  isDenied: boolean,
  more: readonly string[] = [],
): Probe => ({
  question,
  files,
  calls: called,
  expects: [
    { fact: `gemini-cli.${fact}`, says, there: isDenied ? MISSING : LISTED },
    ...more.map((there) => ({ fact: `gemini-cli.${fact}`, says: `${says}: it says so`, there })),
  ],
});
const extension = (name: string, policies: string): ProbeFiles => ({
  [`extensions/${name}/gemini-extension.json`]: JSON.stringify({ name, version: "1.0.0" }),
  [`extensions/${name}/policies/a.toml`]: policies,
});
const POLICY = ".gemini/policies/a.toml";
const nameless = rule(`toolName = "${geminiCliFacts.policyEmptyTool.value}"`, DENIED, RANKED);
/** A rule that allows commands so far, and whether one that adds two numbers runs. */
const adds = (says: string, bound: string, isRun: boolean): Probe => ({
  question: "gemini policies",
  files: { [POLICY]: rule('toolName = "run_shell_command"', 'decision = "allow"', RANKED, bound) },
  calls: [{ name: "run_shell_command", arguments: { command: "expr 4000004 + 1", description: "a sum" } }],
  expects: [
    { fact: "gemini-cli.policyBounds", says: `${says}: it is called`, there: '"functionResponse"' },
    { fact: "gemini-cli.policyBounds", says, [isRun ? "there" : "gone"]: "4000005" },
  ],
});
const naming = (path: string): ProbeFiles => ({
  [POLICY]: denied,
  ".gemini/settings.json": JSON.stringify({ [geminiCliFacts.policyPlaces.value]: [path] }),
});
const { decision, mode } = geminiCliFacts.policiesOfExtensions.value;
const [PREFIX, REGEX] = geminiCliFacts.policyTools.value;

/** Which policies Gemini CLI applies. */
export const geminiPolicyProbes: readonly Probe[] = [
  {
    question: "gemini policies",
    files: Object.fromEntries(FILES.map(([name, text]) => [`.gemini/policies/${name}.toml`, text])),
    expects: FILES.map(([name, text, applied]): Expectation => ({
      fact: "gemini-cli.policies",
      says: `${text.trim().replaceAll("\n", ", ")}: ${applied ? "applied" : "refused"}`,
      ...(applied
        ? { gone: `Policy file error in ${name}.toml:\n  ${REFUSALS[1]}` }
        : { there: `Policy file error in ${name}.toml:` }),
    })),
  },
  one("gemini policies", "policyTools", "a policy of the user denies a tool", { [POLICY]: denied }, true),
  one(
    "gemini policies",
    "policyTools",
    "not one with a command, nor one for a tool that there is none of",
    {
      [POLICY]: rule(`toolName = "${TOOL}"`, `${PREFIX} = "x"`, DENIED, RANKED),
      ".gemini/policies/b.toml": rule(`toolName = "${TOOL}"`, `${REGEX} = ".*"`, DENIED, RANKED),
      ".gemini/policies/c.toml": rule('toolName = "list_directori"', DENIED, RANKED),
    },
    false,
  ),
  adds("a command by its prefix is allowed", `${PREFIX} = ["expr"]`, true),
  adds("one of another prefix is not", `${PREFIX} = ["git"]`, false),
  adds("a field that is misspelt lets all through", `${PREFIX}es = ["git"]`, true),
  one(
    "gemini policies",
    "policyBounds",
    "a field that it does not know narrows no rule that denies",
    { [POLICY]: rule(`toolName = "${TOOL}"`, DENIED, RANKED, 'filePattern = "/nowhere/**"') },
    true,
  ),
  ...["rules", "Rule", "policy"].map((key) =>
    one("gemini policies", "policyBounds", `[[${key}]] is no rule`, { [POLICY]: denied.replace("rule", key) }, false),
  ),
  {
    question: "gemini policies",
    files: { [POLICY]: nameless },
    expects: [
      { fact: "gemini-cli.policyEmptyTool", says: "it ends", there: "An unexpected critical error occurred" },
      { fact: "gemini-cli.policyEmptyTool", says: "it says why", there: "toolName is required" },
    ],
  },
  one(
    "gemini extensions",
    "policyEmptyTool",
    "of an extension's policies the others hold",
    extension("a", `${nameless}${denied}`),
    true,
    ["Error loading policies from a"],
  ),
  one("gemini settings", "policyPlaces", "a policy of a repository denies nothing", { [POLICY]: denied }, false),
  one("gemini settings", "policyPlaces", "settings name its folder: denied", naming(".gemini/policies"), true),
  one("gemini settings", "policyPlaces", "settings name the file: denied", naming(POLICY), true),
  one("gemini extensions", "policyPlaces", "a policy of an extension denies", extension("a", denied), true),
  one(
    "gemini extensions",
    "policiesOfExtensions",
    "what an extension allows is left out, and what it denies in yolo, too",
    {
      ...extension("a", rule(`toolName = "${TOOL}"`, `decision = "${decision}"`, RANKED)),
      ...extension("b", rule(`toolName = "${TOOL}"`, DENIED, RANKED, `modes = ["default", "${mode}"]`)),
    },
    false,
    ['Extension "a" attempted to contribute an ALLOW rule', 'Extension "b" attempted to contribute a rule for YOLO'],
  ),
];
