import { GEMINI_POLICIES } from "../../clients/forms/gemini-policies.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { mapsAt, stringAt, stringsAt } from "../../inventory/texts/text-nodes.ts";
import { type DataMap, type DataNode, entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const settingsGeminiPolicies = defineArtifactRule({
  id: "settings/gemini-policies",
  on: ["client-policy"],
  severity: "off",
  severityFor: { "gemini-cli": "error" },
  summary: "Every rule of a policy of Gemini CLI has a tool and a priority, and decides what Gemini CLI knows.",
  why: "A policy allows a tool, asks for it, or denies it. One rule that Gemini CLI cannot read voids the file; a field that it does not know narrows nothing, and only what stands below `rule` is one.",
  consequence: "Gemini CLI applies no rule of the file: what it should deny is not denied.",
  help: 'Write `allow`, `deny` or `ask_user`, a whole number up to 999 as priority, and `toolName = "*"` for all tools.',
  since: "0.1.0",
  sources: [geminiCliFacts.policies, geminiCliFacts.policyBounds, geminiCliFacts.policyEmptyTool],

  *check({ data, dialect, path, source }) {
    if (dialect !== "gemini-cli" || !data) return;
    if (source.bom)
      yield {
        message: "A byte order mark stands at the start of the file.",
        at: { start: 0, end: 0 },
        client: "gemini-cli",
        help: "Save the file as UTF-8 without a byte order mark.",
      };
    for (const finding of faults(data, !`/${path}`.includes("/.gemini/policies/")))
      yield { ...finding, client: "gemini-cli" };
  },

  examples: [
    {
      because: "a whole rule",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "ask_user"\npriority = 100\n',
      },
    },
    {
      because: "a byte order mark",
      files: {
        ".gemini/policies/safe.toml": '\uFEFF[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 100\n',
      },
      reports: ["1:1 A byte order mark stands at the start of the file."],
    },
    {
      because: "a decision of other clients, and no priority",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ndecision = "ask"\npriority = 100\n\n[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\n',
      },
      reports: ['3:12 "rule.decision" is "ask"; it may be allow, deny, ask_user.', '6:1 "rule" has no "priority".'],
    },
    {
      because: "a server without its tools, a priority that is too high, and a mode of other clients",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\nmcpName = "github"\ndecision = "deny"\npriority = 1000\nmodes = ["bypassPermissions"]\n',
      },
      reports: [
        '1:1 "rule" has no "toolName".',
        '4:12 "rule.priority" has to be a whole number above -1 up to 999.',
        '5:10 "rule.modes" is "bypassPermissions"; it may be default, autoEdit, yolo, plan.',
      ],
    },
    {
      because: "a field that is misspelt, one of other clients, and one that only says why",
      files: {
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefixes = ["git"]\ndecision = "allow"\npriority = 100\n\n[[rule]]\ntoolName = "write_file"\ndescription = "Keys"\nfilePattern = "*.pem"\ndecision = "deny"\npriority = 100\n',
      },
      reports: [
        '3:1 Gemini CLI knows no "commandPrefixes" here, only "commandPrefix": the rule allows more than it says.',
        '10:1 Gemini CLI knows no "filePattern" here: the rule denies more than it says.',
      ],
    },
    {
      because: "a letter too many: no rule of the file holds",
      files: {
        ".gemini/policies/safe.toml": '[[rules]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 100\n',
      },
      reports: ['1:3 Gemini CLI takes nothing below "rules" for a rule: write [[rule]].'],
    },
    {
      because: "a tool without a name",
      files: { ".gemini/policies/safe.toml": '[[rule]]\ntoolName = ""\ndecision = "deny"\npriority = 100\n' },
      reports: ['2:12 "rule.toolName" is empty; for all tools write "*".'],
    },
  ],
});

/** What is wrong with a file of policies, of an extension or not. */
function* faults(data: DataNode, isOfExtension: boolean): Generator<Finding> {
  yield* elsewhere(data);
  const unfit = [...misfits(data, GEMINI_POLICIES, "")];
  for (const { message, at } of unfit) yield { message, at };
  if (unfit.length > 0) return;
  for (const rule of mapsAt(data, "rule")) {
    yield* nameless(rule, isOfExtension);
    yield* wider(rule, isOfExtension);
  }
}

/** Tables that look like rules, below another key than that of rules. */
function* elsewhere(data: DataNode): Generator<Finding> {
  for (const { key, keyRange } of data.kind === "map" ? data.entries : []) {
    if (Object.hasOwn(GEMINI_POLICIES.keys ?? {}, key)) continue;
    if (mapsAt(data, key).some((one) => entryOf(one, "decision")))
      yield {
        message: `Gemini CLI takes nothing below "${key}" for a rule: write [[rule]].`,
        at: keyRange,
        help: "Write `[[rule]]` above each rule, and in it `toolName`, `decision` and `priority`.",
      };
  }
}

const ENDS = "Gemini CLI ends with an error as it starts.";
const LEFT_OUT = "Gemini CLI leaves the rule out: what it should deny is not denied.";

function* nameless(rule: DataMap, isOfExtension: boolean): Generator<Finding> {
  const empty = [stringAt(rule, "toolName"), ...stringsAt(rule, "toolName")].find(
    (tool) => tool?.value === geminiCliFacts.policyEmptyTool.value,
  );
  if (empty)
    yield {
      message: '"rule.toolName" is empty; for all tools write "*".',
      at: empty.range,
      consequence: isOfExtension ? LEFT_OUT : ENDS,
    };
}

const ALLOW = geminiCliFacts.policiesOfExtensions.value.decision;
const DOES: Readonly<Record<string, readonly [more: string, consequence: string]>> = {
  allow: ["allows more than it says", "Gemini CLI does without asking what the rule was not meant for."],
  ask_user: ["asks about more than it says", "Gemini CLI asks about what the rule was not meant for."],
  deny: ["denies more than it says", "Gemini CLI denies what the rule was not meant for."],
};

const BOUNDS = `Say which calls are meant by one of ${geminiCliFacts.policyBounds.value.join(", ")}, or take the field out.`;

/** Fields that were to narrow a rule; what an extension allows is left out, which another rule says. */
function* wider(rule: DataMap, isOfExtension: boolean): Generator<Finding> {
  const decision = stringAt(rule, "decision")?.value ?? "";
  const [more, consequence] = DOES[decision] ?? [];
  if (more === undefined || consequence === undefined || (isOfExtension && decision === ALLOW)) return;
  for (const { key, keyRange } of rule.entries) {
    if (Object.hasOwn(GEMINI_POLICIES.keys?.["rule"]?.items?.keys ?? {}, key)) continue;
    const meant = nearest(key, geminiCliFacts.policyBounds.value);
    if (meant === undefined && !wordsOf(key).some((word) => NARROWING.has(word))) continue;
    const only = meant === undefined ? "" : `, only "${meant}"`;
    yield {
      message: `Gemini CLI knows no "${key}" here${only}: the rule ${more}.`,
      at: keyRange,
      consequence,
      help: BOUNDS,
    };
  }
}

/** Words of a field that says which calls are meant; others may say why, or by whom. */
const NARROWING: ReadonlySet<string> = new Set([
  "agent",
  "arg",
  "command",
  "condition",
  "directory",
  "domain",
  "except",
  "exclude",
  "file",
  "folder",
  "glob",
  "host",
  "if",
  "match",
  "mode",
  "path",
  "pattern",
  "prefix",
  "regex",
  "server",
  "unless",
  "url",
  "when",
]);
const wordsOf = (key: string): readonly string[] =>
  key.split(/[-_]|(?=[A-Z])/).map((word) => word.toLowerCase().replace(/s$/, ""));
