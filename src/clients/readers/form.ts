import type { DataNode } from "../../model/data.ts";
import type { DataForm } from "../forms/data-form.ts";

/** What becomes of a file in a reader: it loads otherwise than written, nobody knows, or it is dropped. */
export type Otherwise = "differs" | "unknown" | "dropped";

/** What a reader asks of one field of a frontmatter. What is not said does not matter to it. */
export interface FieldForm {
  /** The kinds of values that it takes, and of the items of a list; what becomes of the file with another: dropped. */
  readonly takes?: readonly DataNode["kind"][];
  readonly items?: readonly DataNode["kind"][];
  readonly otherwise?: Otherwise;
  /** What becomes of the file where the field is not there, and where nothing stands behind it. */
  readonly absent?: Otherwise;
  readonly empty?: Otherwise;
  /** Whether it takes a text without a word in it as one: then only a field with nothing behind it is empty. */
  readonly blank?: true;
  /** What stands in its place then; a whole sentence. */
  readonly instead?: string;
  /**
   * The most characters, white space folded, and what becomes of the file with more. `units`: a character outside the
   * first 65,536, such as most emoji, counts as two.
   */
  readonly longest?: { readonly characters: number; readonly otherwise: Otherwise; readonly units?: true };
  /** Of a text: a pattern, or all the values that there are. Another text drops the file. */
  readonly form?: RegExp;
  /** Of each text in a list. */
  readonly itemForm?: RegExp;
  /** What is asked of all that stands in it, where the client says so in words of its own configuration. */
  readonly data?: DataForm;
  readonly values?: readonly string[];
  /** Of a number. */
  readonly least?: number;
  readonly whole?: true;
}
export type Fields = Readonly<Record<string, FieldForm>>;

/**
 * How a reader takes frontmatter that is no valid YAML, or has a key twice. `strict`: it drops the file. `lines`: each
 * `key: value` of one line is put in quotes, keys may stand twice. `quoted`: values with a colon, or that begin with a
 * bracket, `@` or a backtick are put in quotes. `colons`: values with a colon. `by lines`, `unknown`: see the reader.
 */
export type YamlReading = "strict" | "lines" | "quoted" | "colons" | "by lines" | "unknown";

export interface FrontmatterReading {
  /** Whether a byte order mark may stand in front, and white space behind the opening hyphens. */
  readonly mark: boolean;
  readonly openingSpace: boolean;
  /** What becomes of a file without frontmatter, and of one whose YAML cannot be read. */
  readonly absent: Otherwise;
  readonly broken?: Otherwise;
  /** What stands in its place then, for the end of a sentence. */
  readonly fallback?: string;
  /** Whether any `---` ends it, and not only one that is a line. */
  readonly endsAnywhere?: true;
  readonly yaml: YamlReading;
  /** Keys that may not stand twice, or all of them. */
  readonly once?: readonly string[] | "all";
  readonly fields: Fields;
  /** Whether another field drops the file. */
  readonly closed?: true;
}
