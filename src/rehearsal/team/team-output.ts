import { describeEnd } from "../describe-end.ts";
import type { Ended, Output, ProgramRun } from "../isolation.ts";
import { isObject, numberOf, parsed, stringOf } from "../../model/json.ts";

/** What one agent of a team printed, and how it ended. */
export interface TeamMember {
  readonly name: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly ended: Ended;
}

const UNSEEN: Ended = { kind: "lost", reason: "it was still at work when its team was over" };

/**
 * What the program that starts a team printed → what each of its agents did. Any of them may have written into it, so
 * what is no line of that program's is passed over.
 */
export function readTeam({ stdout, stderr }: ProgramRun, names: readonly string[]): readonly TeamMember[] {
  const [printed, ends] = [linesOf(stdout.text), linesOf(stderr.text)];
  return names.map((name, agent) => {
    const own = printed.filter((line) => line["agent"] === agent);
    const text = (stream: string): string =>
      own.flatMap((line) => (line["name"] === stream ? [stringOf(line["text"])] : [])).join("");
    const end = ends.find((line) => line["agent"] === agent);
    return { name, stdout: text("stdout"), stderr: text("stderr"), ended: end ? endedBy(end) : UNSEEN };
  });
}

const linesOf = (text: string) => text.split("\n").map(parsed).filter(isObject);

function endedBy({ code, signal, reason }: Readonly<Record<string, unknown>>): Ended {
  const exit = numberOf(code);
  if (exit !== undefined) return { kind: "exit", code: exit };
  if (typeof signal === "string") return { kind: "signal", signal };
  return { kind: "not-started", reason: stringOf(reason) || "nobody knows why" };
}

/**
 * A team as one program: what its agents printed, each line with a name before it, and the first end that is not well.
 * Where the program that starts them ended badly itself, that is told.
 */
export function teamRun(members: readonly TeamMember[], ran: ProgramRun): ProgramRun {
  const unwell = members.find(({ ended }) => describeEnd(ended) !== undefined);
  return {
    ...ran,
    ended: isWhole(ran) && unwell ? unwell.ended : ran.ended,
    stdout: outputOf(printedBy(members, "stdout"), ran.stdout.cut),
    stderr: outputOf(printedBy(members, "stderr") + ownWords(ran.stderr.text), ran.stdout.cut || ran.stderr.cut),
  };
}

/** What the program that starts them says of itself, such as why it cannot start. */
const ownWords = (stderr: string): string =>
  stderr
    .split("\n")
    .filter((line) => line !== "" && !isObject(parsed(line)))
    .map((line) => `${line}\n`)
    .join("");

/** Whether the program that starts a team came to its end. */
export const isWhole = ({ ended }: ProgramRun): boolean => ended.kind === "exit" && ended.code === 0;

const outputOf = (text: string, cut: boolean): Output => ({ text, bytes: Buffer.byteLength(text), cut });

const printedBy = (members: readonly TeamMember[], stream: "stdout" | "stderr"): string =>
  members
    .flatMap(({ name, [stream]: text }) =>
      text === ""
        ? []
        : text
            .replace(/\r?\n$/, "")
            .split("\n")
            .map((line) => `${name}: ${line}\n`),
    )
    .join("");
