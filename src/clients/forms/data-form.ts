import type { DataNode } from "../../model/data.ts";

/** What a client asks of a value in JSON, YAML or TOML that it reads. */
export interface DataForm {
  readonly takes: readonly DataNode["kind"][];
  /** Of a text: what it may be. */
  readonly values?: readonly string[];
  /** Of a text: a pattern, and a text that fits it, where one has to be there. */
  readonly form?: RegExp;
  readonly example?: string;
  /** Of a text: it may not be blank. */
  readonly filled?: true;
  /** Of a number: more than this, at most this, without a fraction. */
  readonly above?: number;
  readonly most?: number;
  readonly whole?: true;
  /** Of a list. */
  readonly items?: DataForm;
  /** Of a map: a list without anything in it stands for one. */
  readonly orNothing?: true;
  /** Of a map: what stands below any key. */
  readonly each?: DataForm;
  /** Of a map: what stands below these keys. */
  readonly keys?: Readonly<Record<string, DataForm>>;
  /** Of a map: keys that have to be there. */
  readonly needs?: readonly string[];
  /** Of a map: no other keys may be there. */
  readonly closed?: true;
  /**
   * Of a map: by the text below this key it is of one of these forms. Where the key is not there, `usual` says which,
   * by the first of its keys that is.
   */
  readonly by?: {
    readonly key: string;
    readonly forms: Readonly<Record<string, DataForm>>;
    readonly usual?: Readonly<Record<string, string>>;
  };
  /** Of a map: where it has none but these keys, neither `needs` nor `by` counts. */
  readonly alone?: readonly string[];
}

export const TEXT: DataForm = { takes: ["string"] };
export const TRUTH: DataForm = { takes: ["boolean"] };
export const NUMBER: DataForm = { takes: ["number"] };
export const WHOLE: DataForm = { takes: ["number"], whole: true };
/** A whole number that is not below zero. */
export const COUNT: DataForm = { takes: ["number"], whole: true, above: -1 };
export const TEXTS: DataForm = { takes: ["list"], items: TEXT };
export const TEXTS_BY_KEY: DataForm = { takes: ["map"], each: TEXT };
export const MAP: DataForm = { takes: ["map"] };
/** Whatever it is: of what stands in it something is asked. */
export const anyWith = (more: Omit<DataForm, "takes">): DataForm => ({
  ...more,
  takes: ["boolean", "list", "map", "null", "number", "string"],
});
export const oneOfTexts = (...values: readonly string[]): DataForm => ({ takes: ["string"], values });
