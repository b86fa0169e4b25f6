import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemWords } from "../files/error-code.ts";
import { UsageError } from "../../model/usage-error.ts";

/** The message of a commit in the file that git names to its hook. Throws UsageError where there is none. */
export function readMessage(cwd: string, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new UsageError(
      `Cannot read the message in "${file}": ${systemWords(error)}. Give the file that git hands to its commit-msg hook.`,
    );
  }
}
