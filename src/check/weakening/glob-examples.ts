import { expandBraces } from "../../conditions/braces.ts";

/** Of a glob with very many alternatives the first ones. */
const MOST = 20;

/** Paths that a glob may match, one for each of its alternatives: what there is not yet may come. */
export const examplesOf = (glob: string): readonly string[] =>
  expandBraces(glob)
    .slice(0, MOST)
    .map((one) => one.replaceAll("**/", "x/").replaceAll(/\*+|\?/g, "x"));
