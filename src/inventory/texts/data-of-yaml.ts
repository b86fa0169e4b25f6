import { plain } from "../../model/data.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/** What a text of YAML says, as plain values; undefined where it is none. */
export function dataOfYaml(text: string): unknown {
  const { data, problems } = parseYaml(text);
  return data && problems.length === 0 ? plain(data) : undefined;
}
