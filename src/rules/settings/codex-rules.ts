import { codexFacts } from "../../clients/codex.ts";
import { type StarlarkCall, starlarkCalls, type StarlarkValue } from "../../inventory/texts/starlark-calls.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule, type Finding } from "../../model/rule.ts";

export const settingsCodexRules = defineArtifactRule({
  id: "settings/codex-rules",
  on: ["command-rules"],
  severity: "off",
  severityFor: { codex: "error" },
  summary: "Codex reads the rules of commands, and they fit what they are written for.",
  why: "A rule allows a command, asks for it, or forbids it, by the words that it begins with. One that Codex cannot read voids its whole file.",
  consequence: "Codex applies no rule of the file: nothing is forbidden by it.",
  help: "Write `allow`, `prompt` or `forbidden`, and each word of the command by itself; `codex execpolicy check --rules <file> -- git status` says what Codex makes of it.",
  since: "0.1.0",
  sources: [codexFacts.commandRules, codexFacts.commandRuleForm, codexFacts.commandRuleWords],

  *check({ source }) {
    for (const { message, at, consequence } of faultsOf(source.text, source.bom))
      yield { message, ...(at && { at }), ...(consequence !== undefined && { consequence }), client: "codex" };
  },

  examples: [
    {
      because: "decisions that Codex knows, a comment, one of several words, and another way to say it",
      files: {
        ".codex/rules/default.rules":
          '# decision = "deny" was asked for\nprefix_rule(pattern=["git", ["push", "fetch"]], decision="prompt", justification="decision=\'deny\'")\nprefix_rule(["ls"], "allow")\nnetwork_rule(host="a.example", protocol="https", decision="deny")\nfor word in ["rm"]:\n    prefix_rule(pattern=[word], decision="forbidden")\n',
      },
    },
    {
      because: "a slip, and the word of other clients",
      files: {
        ".codex/rules/default.rules":
          'prefix_rule(pattern=["git"], decision="alow")\nprefix_rule(\n    pattern=["rm"],\n    decision  =  "deny",\n)\n',
      },
      reports: [
        '1:39 Codex knows no decision "alow"; did you mean "allow"?',
        '4:18 Codex knows no decision "deny"; did you mean "forbidden"?',
      ],
    },
    {
      because: "no pattern, one that is a text, an empty one, a number, and what no rule has",
      files: {
        ".codex/rules/default.rules":
          'prefix_rule(decision="forbidden")\nprefix_rule(pattern="rm", decision="forbidden")\nprefix_rule(pattern=[], decision="forbidden")\nprefix_rule(pattern=["rm", 5])\nprefix_rule(pattern=["rm"], reason="x", justification="")\nprefix_rules(pattern=["rm"])\n',
      },
      reports: [
        "1:1 The rule has no pattern.",
        "2:21 A pattern has to be a list of words.",
        "3:21 The pattern is empty.",
        "4:28 A pattern has to be a list of words.",
        '5:29 A rule has no "reason".',
        "5:55 The justification is empty.",
        '6:1 There is no "prefix_rules"; did you mean "prefix_rule"?',
      ],
    },
    {
      because: "a whole command in one word, and an asterisk: both are compared as they stand",
      files: {
        ".codex/rules/default.rules":
          'prefix_rule(pattern=["rm -rf"], decision="forbidden")\nprefix_rule(pattern=["git", "*"], decision="prompt")\n',
      },
      reports: [
        '1:22 No command begins with the word "rm -rf": write each word by itself. This guard is lost.',
        '2:29 "*" stands for no word but itself; leave it out. This guard is lost.',
      ],
    },
    {
      because: "a bracket that nothing closes",
      files: { ".codex/rules/default.rules": 'prefix_rule(pattern=["rm"], decision="forbidden"\n' },
      reports: ["1:12 This is never closed, or closes nothing."],
    },
    {
      because: "a function of the file's own",
      files: {
        ".codex/rules/default.rules":
          'def prefix_rules(words):\n    for word in words:\n        prefix_rule(pattern=[word], decision="prompt")\nprefix_rules(["rm", "dd"])\n',
      },
    },
  ],
});

type Fault = Pick<Finding, "message" | "at" | "consequence">;

function* faultsOf(text: string, mark: boolean): Generator<Fault> {
  if (mark) yield { message: "A byte order mark stands at the start of the file." };
  const { calls, unbalanced } = starlarkCalls(text);
  if (unbalanced) yield { message: "This is never closed, or closes nothing.", at: unbalanced };
  let declared: ReadonlySet<string> | undefined;
  for (const call of calls) {
    const close = FUNCTIONS.includes(call.name) ? undefined : nearest(call.name, FUNCTIONS);
    if (close !== undefined && !(declared ??= declaredIn(text)).has(call.name))
      yield { message: `There is no "${call.name}"; did you mean "${close}"?`, at: call.at };
    if (call.name === "prefix_rule") yield* ofPrefixRule(call);
    const decision = call.name === "network_rule" ? given(call, "decision") : undefined;
    if (decision) yield* ofDecision(decision, [...DECISIONS, "deny"]);
  }
}

const DECISIONS: readonly string[] = codexFacts.commandRules.value;
const FUNCTIONS = ["prefix_rule", "network_rule", "host_executable"];
const PARAMETERS: readonly string[] = codexFacts.commandRuleForm.value;

/** The names that a file makes at its margin: functions, and what holds a value. */
const declaredIn = (text: string): ReadonlySet<string> =>
  new Set(
    text.split("\n").flatMap((line) => {
      const found = /^(?:def )?([A-Za-z_]\w{0,100})(?:\(| ?=)/.exec(line);
      return found?.[1] !== undefined && (line.startsWith("def ") || found[0].endsWith("=")) ? [found[1]] : [];
    }),
  );

/** What is given for a parameter, by its name or by its place. */
function given(call: StarlarkCall, name: string): StarlarkValue | undefined {
  const named = call.arguments.find((one) => one.name === name);
  const placed = call.arguments[PARAMETERS.indexOf(name)];
  return named?.value ?? (placed?.name === undefined ? placed?.value : undefined);
}

function* ofPrefixRule(call: StarlarkCall): Generator<Fault> {
  const pattern = given(call, "pattern");
  const decision = given(call, "decision");
  if (!pattern) yield { message: "The rule has no pattern.", at: call.at };
  else yield* ofPattern(pattern, decision?.kind === "text" && decision.value !== "allow");
  for (const { name, at } of call.arguments)
    if (name !== undefined && !PARAMETERS.includes(name)) yield { message: `A rule has no "${name}".`, at };
  if (decision) yield* ofDecision(decision, DECISIONS);
  const justification = given(call, "justification");
  if (justification?.kind === "text" && justification.value.trim() === "")
    yield { message: "The justification is empty.", at: justification.range };
}

function* ofPattern(pattern: StarlarkValue, guards: boolean): Generator<Fault> {
  if (pattern.kind === "other") return;
  if (pattern.kind !== "list") {
    yield { message: "A pattern has to be a list of words.", at: pattern.range };
    return;
  }
  if (pattern.items.length === 0) yield { message: "The pattern is empty.", at: pattern.range };
  for (const [place, item] of pattern.items.entries()) {
    if (item.kind === "number" || item.kind === "none")
      yield { message: "A pattern has to be a list of words.", at: item.range };
    if (item.kind !== "text" || !guards) continue;
    if (item.value === "*") yield lost(`"*" stands for no word but itself; leave it out.`, item);
    else if (place === 0 && /\s/.test(item.value.trim()))
      yield lost(`No command begins with the word "${item.value}": write each word by itself.`, item);
  }
}

const lost = (message: string, { range: at }: StarlarkValue): Fault => ({
  message: `${message} This guard is lost.`,
  at,
  consequence: "The rule fits no command, and Codex does what it should ask about or forbid.",
});

function* ofDecision(decision: StarlarkValue, known: readonly string[]): Generator<Fault> {
  if (decision.kind === "other" || (decision.kind === "text" && known.includes(decision.value))) return;
  const word = decision.kind === "text" ? decision.value : undefined;
  const close = word === "deny" ? "forbidden" : word === undefined ? undefined : nearest(word, known);
  const hint = close === undefined ? `it has ${known.join(", ")}.` : `did you mean "${close}"?`;
  yield word === undefined
    ? { message: `A decision has to be a text; ${hint}`, at: decision.range }
    : { message: `Codex knows no decision "${word}"; ${hint}`, at: decision.range };
}
