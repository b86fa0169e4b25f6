import { countArtifacts } from "../check/measure.ts";
import type { Found } from "../check/found.ts";
import { type EnvironmentFinding, judgeEnvironments } from "../environments/judge-environments.ts";
import { environmentInvalid, environmentParity, environmentSharedData } from "../environments/rules.ts";
import type { Repository } from "../model/rule.ts";
import { offsetAt } from "../model/source.ts";
import type { Check } from "../judging/evidence.ts";

const KINDS = new Set(["policy", "environment", "env-file"]);
const RULES = [environmentInvalid, environmentParity, environmentSharedData];

/**
 * Whether the environments can be read, and differ only in what they may.
 * Those beside the configuration, where it is checked.
 */
export const environments: Check = async (_world, workspace) => {
  const head = await workspace.sides.head({ outline: false });
  const names = workspace.policy.fromConfig("") === "" ? environmentsOf(head) : [];
  const artifacts = head.artifacts.filter(workspace.place.concerns);
  const own = head.artifacts.flatMap(({ path, kind }) => (KINDS.has(kind) ? [] : [path]));
  const readText = (path: string): string | undefined => head.source(path)?.text;
  const found = names.length === 0 ? [] : judgeEnvironments({ readText, environments: names }, own);
  return {
    found: found.map((one) => placed(one, head)),
    checked: countArtifacts(artifacts),
    rules: names.length === 0 ? [] : RULES,
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
