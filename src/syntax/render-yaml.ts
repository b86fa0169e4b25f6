import { stringify } from "yaml";

/** Data as YAML, as people write it: texts of several lines as blocks, nothing folded. */
export const renderYaml = (data: unknown): string =>
  stringify(data, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: "literal", defaultStringType: "PLAIN" });
