import { GEMINI_POLICIES } from "../../clients/forms/gemini-policies.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { artifactAt } from "../../inventory/artifact-at.ts";
import { folderOf, pathFrom } from "../../inventory/places/layout.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { mapsAt, stringAt, stringsAt } from "../../inventory/texts/text-nodes.ts";
import type { DataArtifact } from "../../model/artifact.ts";
import { type DataMap, entryOf } from "../../model/data.ts";
import { defineRepositoryRule, type Finding, type Repository } from "../../model/rule.ts";

export const settingsGeminiUnaskedPolicy = defineRepositoryRule({
  id: "settings/gemini-unasked-policy",
  severity: "off",
  severityFor: { "gemini-cli": "warning" },
  summary: "What a policy of Gemini CLI denies, or asks about, is asked of Gemini CLI.",
  why: "Gemini CLI reads no policies of a repository's .gemini/policies unless `policyPaths` of its settings names them. Of an extension's it leaves out those that allow, and those for the mode yolo.",
  consequence: "The rule holds nowhere: what it denies is done. Nothing says so.",
  help: "Name the file or its folder in `policyPaths` of .gemini/settings.json, and write each rule so that it can fit. A repository that is somebody's home, or whose scripts start Gemini CLI with `--policy`, may switch this rule off.",
  since: "0.1.0",
  sources: [geminiCliFacts.policyPlaces, geminiCliFacts.policiesOfExtensions, geminiCliFacts.policyTools],

  *check(repository) {
    const named = new Map<string, Named>();
    const namedBeside = (folder: string): Named => {
      if (!named.has(folder)) named.set(folder, namedIn(repository, folder));
      return named.get(folder);
    };
    for (const artifact of repository.of("client-policy")) {
      if (artifact.dialect !== "gemini-cli" || !artifact.data) continue;
      const [misfit] = misfits(artifact.data, GEMINI_POLICIES, "");
      if (misfit) continue; // settings/gemini-policies reports it
      for (const finding of unasked(artifact, namedBeside)) yield { artifact, client: "gemini-cli", ...finding };
    }
  },

  examples: [
    {
      because: "policies that the settings name",
      files: {
        ".gemini/policies/safe.toml": '[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 100\n',
        ".gemini/settings.json": '{ "policyPaths": [".gemini/policies"] }\n',
      },
    },
    {
      because: "a tool denied where Gemini CLI does not look",
      files: { ".gemini/policies/safe.toml": '[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 100\n' },
      reports: [
        '3:12 Gemini CLI reads no policies of a repository unless "policyPaths" of .gemini/settings.json names them.',
      ],
    },
    {
      because: "an extension may not allow, nor say anything of the mode yolo",
      files: {
        "gemini-extension.json": '{ "name": "safe", "version": "1.0.0" }\n',
        "policies/safe.toml":
          '[[rule]]\ntoolName = "glob"\ndecision = "allow"\npriority = 1\n\n[[rule]]\ntoolName = "web_fetch"\ndecision = "deny"\npriority = 1\nmodes = ["default", "yolo"]\n',
      },
      reports: [
        "policies/safe.toml:3:12 Gemini CLI leaves out what an extension allows.",
        "policies/safe.toml:10:21 Gemini CLI leaves out a rule of an extension that holds in the mode yolo, in all modes.",
      ],
    },
    {
      because: "a command of a tool that has none",
      files: {
        ".gemini/settings.json": '{ "policyPaths": [".gemini/policies/safe.toml"] }\n',
        ".gemini/policies/safe.toml":
          '[[rule]]\ntoolName = "shell"\ncommandPrefix = "rm"\ndecision = "deny"\npriority = 1\n',
      },
      reports: ['.gemini/policies/safe.toml:3:1 With "commandPrefix" a rule fits calls of "run_shell_command" alone.'],
    },
  ],
});

/** Why rules of a file of policies are never asked. */
function* unasked({ data, path }: DataArtifact, namedBeside: (folder: string) => Named): Generator<Finding> {
  const rules = mapsAt(data, "rule");
  const folder = folderOf(path);
  const isOfRepository = `/${folder}`.endsWith("/.gemini/policies");
  const named = isOfRepository ? namedBeside(folder) : undefined;
  if (named && !named.has(path) && !named.has(folder)) {
    const decision = rules.map((rule) => stringAt(rule, "decision")).find((one) => one && one.value !== ALLOW);
    if (decision)
      yield {
        message: `Gemini CLI reads no policies of a repository unless "${PATHS}" of .gemini/settings.json names them.`,
        at: decision.range,
      };
    return;
  }
  for (const rule of rules) {
    yield* ofOtherTools(rule);
    if (!isOfRepository) yield* ofExtension(rule);
  }
}

const PATHS = geminiCliFacts.policyPlaces.value;
const { decision: ALLOW, mode: YOLO } = geminiCliFacts.policiesOfExtensions.value;
const SHELL = "run_shell_command";

function* ofOtherTools(rule: DataMap): Generator<Finding> {
  const tools = [stringAt(rule, "toolName"), ...stringsAt(rule, "toolName")];
  if (tools.some((tool) => tool?.value === SHELL)) return;
  for (const key of geminiCliFacts.policyTools.value) {
    const entry = entryOf(rule, key);
    if (entry) yield { message: `With "${key}" a rule fits calls of "${SHELL}" alone.`, at: entry.keyRange };
  }
}

function* ofExtension(rule: DataMap): Generator<Finding> {
  const decision = stringAt(rule, "decision");
  const yolo = stringsAt(rule, "modes").find(({ value }) => value === YOLO);
  if (decision?.value === ALLOW)
    yield { message: "Gemini CLI leaves out what an extension allows.", at: decision.range };
  else if (yolo)
    yield {
      message: "Gemini CLI leaves out a rule of an extension that holds in the mode yolo, in all modes.",
      at: yolo.range,
    };
}

/** The files and folders that settings name; undefined where one of them is not known here. */
type Named = ReadonlySet<string> | undefined;

function namedIn(repository: Repository, folder: string): Named {
  const ours = folderOf(folder);
  const settings = artifactAt(repository, "settings", `${ours}/settings.json`);
  const named = new Set<string>();
  for (const { value } of stringsAt(settings?.data, PATHS)) {
    const path = /^[/~]|^[A-Za-z]:|\$/.test(value) ? undefined : pathFrom(folderOf(ours), value);
    if (path === undefined) return undefined;
    named.add(path.replace(/\/$/, ""));
  }
  return named;
}
