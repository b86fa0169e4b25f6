import { leftOut } from "./corpus.ts";

/** Says once, behind all results, what a run had not at hand: nothing is left out in silence. */
export default function setUp(): () => void {
  return () => {
    if (leftOut !== undefined) process.stderr.write(`${leftOut}\n`);
  };
}
