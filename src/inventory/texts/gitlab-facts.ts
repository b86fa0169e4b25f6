import { type DataNode, entryOf } from "../../model/data.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/** Keys at the top that are no jobs. https://docs.gitlab.com/ci/yaml/#global-keywords, read 2026-11-30. */
const GLOBAL: ReadonlySet<string> = new Set(
  "default include stages variables workflow spec image services cache before_script after_script types".split(" "),
);

/**
 * What a pipeline of GitLab says of itself; of one that cannot be read, nothing. `doubles`: jobs of theirs run for
 * branches, and nothing says that a push to the branch of a request is one pipeline.
 */
export function gitlabFacts(text: string): { readonly stages?: readonly string[]; readonly doubles: boolean } {
  const { data } = parseYaml(text);
  if (data?.kind !== "map") return { doubles: false };
  const stages = entryOf(data, "stages")?.value;
  const jobs = data.entries.filter(
    ({ key, value }) => !GLOBAL.has(key) && !key.startsWith(".") && value.kind === "map",
  );
  return {
    ...(stages?.kind === "list" && {
      stages: stages.items.flatMap((item) => (item.kind === "string" ? [item.value] : [])),
    }),
    doubles: entryOf(data, "workflow") === undefined && jobs.some(({ value }) => !hasOwnRules(value)),
  };
}

const hasOwnRules = (job: DataNode): boolean => ["rules", "only"].some((key) => entryOf(job, key) !== undefined);
