const CONTEXT = 3;

/**
 * The difference of two texts as `diff -u` prints it; empty where there is none. Made for texts of which one is the
 * other with lines left out or changed in place: it looks for the next common line, and not for the shortest way.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const steps = align(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps);
  return `--- ${named(`a/${path}`)}\n+++ ${named(`b/${path}`)}\n${hunks.join("")}`;
}

/**
 * A path as git writes names: in quotes where they have quotes or controls,
 * with a tab behind them where they have spaces.
 */
function named(path: string): string {
  // oxlint-disable-next-line no-control-regex -- a line break in a name would start another line of the diff
  if (!/[\u0000-\u001F"\\\u007F]/.test(path)) return path.includes(" ") ? `${path}\t` : path;
  const quoted = path.replaceAll(
    // oxlint-disable-next-line no-control-regex -- as above
    /[\u0000-\u001F"\\\u007F]/g,
    (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return `"${quoted}"`;
}

const UNENDED = "\n\\ No newline at end of file";

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  const last = lines.pop();
  return last === undefined || last === "" ? lines : [...lines, `${last}${UNENDED}`];
}

interface Step {
  readonly mark: " " | "-" | "+";
  readonly line: string;
}

function align(before: readonly string[], after: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  let one = 0;
  let other = 0;
  while (one < before.length || other < after.length) {
    const [line, target] = [before[one], after[other]];
    if (line !== undefined && line === target) {
      steps.push({ mark: " ", line });
      one += 1;
      other += 1;
      continue;
    }
    const ahead = target === undefined ? -1 : before.indexOf(target, one);
    const behind = line === undefined ? -1 : after.indexOf(line, other);
    if (
      line !== undefined &&
      (target === undefined || behind === -1 || (ahead !== -1 && ahead - one <= behind - other))
    ) {
      steps.push({ mark: "-", line });
      one += 1;
      if (ahead !== -1 || target === undefined || behind !== -1) continue;
    }
    if (target !== undefined) {
      steps.push({ mark: "+", line: target });
      other += 1;
    }
  }
  return steps;
}

function hunksOf(steps: readonly Step[]): readonly string[] {
  const changed = steps.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  const hunks: string[] = [];
  for (let at = 0; at < changed.length;) {
    const first = changed[at] ?? 0;
    let last = first;
    while (at < changed.length && (changed[at] ?? 0) - last <= 2 * CONTEXT) {
      last = changed[at] ?? last;
      at += 1;
    }
    hunks.push(hunk(steps, Math.max(first - CONTEXT, 0), Math.min(last + CONTEXT + 1, steps.length)));
  }
  return hunks;
}

function hunk(steps: readonly Step[], from: number, to: number): string {
  const count = (part: readonly Step[], mark: string): number =>
    part.filter((step) => step.mark === " " || step.mark === mark).length;
  const [above, part] = [steps.slice(0, from), steps.slice(from, to)];
  // A side without lines is named by the line before it.
  const side = (mark: "-" | "+"): string => {
    const lines = count(part, mark);
    return `${mark}${count(above, mark) + (lines === 0 ? 0 : 1)},${lines}`;
  };
  return `@@ ${side("-")} ${side("+")} @@\n${part.map(({ mark, line }) => `${mark}${line}\n`).join("")}`;
}
