/** As much of JSON Schema 2020-12 as settings are written in: what `mistakes.ts` judges by, and notes. */
export interface SchemaNode {
  readonly type?: ValueType | readonly ValueType[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** With no repetition in a repetition: texts may be anybody's, and what backtracks would take for ever. */
  readonly pattern?: string;
  /** Beside every pattern: what does not match it is told by them what to write. */
  readonly examples?: readonly string[];
  readonly format?: TextFormat;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly SchemaNode[];
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Of lists of texts. */
  readonly uniqueItems?: true;
  readonly items?: SchemaNode;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly propertyNames?: SchemaNode;
  readonly additionalProperties?: false | SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly default?: unknown;
  readonly description?: string;
  /** A former name: it holds, and nobody is told to use it. */
  readonly deprecated?: true;
}

export type ValueType = "array" | "boolean" | "integer" | "number" | "object" | "string";

/** What a text stands for: a glob of ours, or a file that a run writes. The published schema leaves both out. */
export type TextFormat = "gitignore" | "glob" | "written-file";
