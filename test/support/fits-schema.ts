import { Ajv2020 } from "ajv/dist/2020.js";
import { plain } from "../../src/model/data.ts";
import { parseYaml } from "../../src/syntax/yaml.ts";

/** Whether a text of YAML is what a published schema allows, as an editor judges it. */
export function fitsSchema(schema: object): (text: string) => boolean {
  const published = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  return (text) => {
    const { data } = parseYaml(text);
    return published(data && plain(data));
  };
}
