import { count } from "../check/measure.ts";
import { type Found, signFound } from "../check/sign-found.ts";
import { type EnvironmentFinding, judgeEnvironments } from "../environments/judge-environments.ts";
import { environmentInvalid, environmentParity, environmentSharedData } from "../environments/rules.ts";
import type { Repository } from "../model/rule.ts";
import { offsetAt } from "../model/source.ts";
import type { Check } from "../judging/conclude.ts";
import { ranRule, rulePolicy } from "./validation.ts";

const KINDS = new Set(["policy", "environment", "env-file"]);
const RULES = [environmentInvalid, environmentParity, environmentSharedData];

/** Whether the environments can be read, and differ only in what they may. Those beside the configuration, where it is checked. */
export const environments: Check = async (_world, workspace) => {
  const head = await workspace.head({ outline: false });
  const names = workspace.fromConfig("") === "" ? environmentsOf(head) : [];
  const artifacts = head.artifacts.filter(({ path }) => workspace.selects(path));
  const own = head.artifacts.flatMap(({ path, kind }) => (KINDS.has(kind) ? [] : [path]));
  const found =
    names.length === 0
      ? []
      : judgeEnvironments({ readText: (path) => head.source(path)?.text, environments: names }, own);
  const policy = rulePolicy(workspace);
  return {
    diagnostics: signFound(
      found.map((one) => placed(one, head)),
      policy,
    ).filter(({ path }) => workspace.selects(path)),
    measurements: [],
    sections: [],
    checked: count(artifacts),
    rules: names.length === 0 ? [] : RULES.map((rule) => ranRule(rule, policy)),
  };
};

const environmentsOf = ({ paths }: Repository): readonly string[] =>
  [...new Set(paths.flatMap(({ path }) => /^environments\/([^/]+)\//.exec(path)?.[1] ?? []))].sort();

function placed({ rule, line, column, ...finding }: EnvironmentFinding, head: Repository): Found {
  const source = finding.path === undefined || line === undefined ? undefined : head.source(finding.path);
  if (!source) return { rule, finding };
  const start = offsetAt(source, line ?? 1, column ?? 1);
  return { rule, finding: { ...finding, at: { start, end: start } }, source };
}
