import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCommandFile } from "./parse-command-file.ts";
import { addIssue, fail, type Transcript } from "./transcript.ts";

const SUMMARY_LIMIT = 1_024 * 1_024;

export interface CommandFiles {
  /** GITHUB_OUTPUT and its four siblings. */
  readonly env: Readonly<Record<string, string>>;
  /** Once the step has ended: its outputs, and all else that it wrote added to the transcript. */
  readonly collect: (transcript: Transcript) => Readonly<Record<string, string>>;
}

/** Five empty files for one step, as actions/runner's FileCommandManager.cs gives and reads them. */
export function createCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, "_runner_file_commands");
  mkdirSync(folder, { recursive: true });
  const suffix = randomUUID();
  const create = (name: string): string => {
    const path = join(folder, `${name}_${suffix}`);
    writeFileSync(path, "");
    return path;
  };
  const files = {
    output: create("set_output"),
    env: create("set_env"),
    path: create("add_path"),
    state: create("save_state"),
    summary: create("step_summary"),
  };
  return {
    env: {
      GITHUB_OUTPUT: files.output,
      GITHUB_ENV: files.env,
      GITHUB_PATH: files.path,
      GITHUB_STATE: files.state,
      GITHUB_STEP_SUMMARY: files.summary,
    },
    collect: (transcript) => {
      const pairs = (name: "output" | "env" | "state"): ReturnType<typeof parseCommandFile> => {
        try {
          return parseCommandFile(read(files[name]));
        } catch (error) {
          addIssue(transcript, "error", `Unable to process file command '${name}' successfully.`);
          fail(transcript, error instanceof Error ? error.message : String(error));
          return [];
        }
      };
      for (const [name, value] of pairs("state")) transcript.state.set(name, value);
      for (const [name, value] of pairs("env")) setVariable(transcript, name, value);
      transcript.path.push(...read(files.path).split(/\r?\n/u).filter(Boolean));
      addSummary(transcript, read(files.summary));
      return Object.fromEntries(pairs("output"));
    },
  };
}

function setVariable(transcript: Transcript, name: string, value: string): void {
  if (name.toUpperCase() !== "NODE_OPTIONS") transcript.env.set(name, value);
  else addIssue(transcript, "error", "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
}

function addSummary(transcript: Transcript, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes === 0) return;
  if (bytes <= SUMMARY_LIMIT) transcript.summaries.push(transcript.masks.apply(text));
  else
    addIssue(
      transcript,
      "error",
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(bytes / 1024)}k.`,
    );
}

/** A step may delete its files. */
function read(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
