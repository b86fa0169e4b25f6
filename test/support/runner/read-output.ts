import { addIssue, addMask, fail, show, type Transcript } from "./transcript.ts";
import { parseCommand, type WorkflowCommand } from "./workflow-command.ts";

const KNOWN = [
  "stop-commands",
  "add-mask",
  "debug",
  "notice",
  "warning",
  "error",
  "group",
  "endgroup",
  "echo",
  "add-matcher",
  "remove-matcher",
  "set-output",
  "save-state",
  "set-env",
  "add-path",
] as const;

/** A reader of the lines that a step prints, on either stream, which carries out their commands on the transcript. */
export function readOutput(transcript: Transcript): (line: string) => void {
  const names = new Set<string>(KNOWN);
  let stopToken: string | undefined;
  return (line) => {
    const command = parseCommand(line, names);
    if (command === undefined) {
      show(transcript, line);
    } else if (stopToken !== undefined) {
      show(transcript, line);
      if (command.name !== stopToken) return;
      names.delete(stopToken);
      stopToken = undefined;
    } else if (command.name === "stop-commands") {
      show(transcript, line);
      const token = command.data.toLowerCase();
      if (token === "" || names.has(token)) return fail(transcript, `Invoked ::stop-commands:: with token: [${token}]`);
      stopToken = token;
      names.add(token);
    } else {
      carryOut(command, transcript);
    }
  };
}

function carryOut({ name, properties, data }: WorkflowCommand, transcript: Transcript): void {
  switch (name) {
    case "add-mask":
      if (data.trim() !== "") return addMask(transcript, data);
      return addIssue(transcript, "warning", "Can't add secret mask for empty string in ##[add-mask] command.");
    case "debug":
      transcript.debug.push(transcript.masks.apply(data));
      return;
    case "notice":
    case "warning":
    case "error":
      return addIssue(transcript, name, data, properties);
    case "group":
      return show(transcript, `##[group]${data}`);
    case "endgroup":
      return show(transcript, "##[endgroup]");
    case "set-output":
    case "save-state":
    case "set-env":
    case "add-path":
      // The runner refuses the last two and still warns about the first two; no action of ours may use either.
      return fail(transcript, `The \`${name}\` command is disabled: write to its file instead.`);
    default:
  }
}
