import type { LogsRead } from "../../host/logs/read-logs.ts";
import { thousands } from "../../model/numbers.ts";

const SAYS = {
  torn: ["is cut off", "are cut off"],
  monster: ["with usage is too long to be read", "with usage are too long to be read"],
  contradictory: ["holds numbers that cannot be", "hold numbers that cannot be"],
  misshapen: ["has not the columns of its table", "have not the columns of their table"],
  unreadable: ["cannot be read", "cannot be read"],
} as const;

/** What is said of a kind of flaw; that a line is cut off is no more than a warning. */
interface SaidOfFlaw {
  readonly isTorn: boolean;
  readonly message: string;
}

/** One sentence for each kind of flaw, with the places that can be named: a path may be that of a user. */
export const saidOfFlaws = ({ flaws, named, locked }: LogsRead): readonly SaidOfFlaw[] => [
  ...Array.from(flaws, ([flaw, count]): SaidOfFlaw => {
    const noun = flaw === "unreadable" ? "file" : "line";
    const places = named
      .filter((one) => one.flaw === flaw)
      .map(({ file, at }) => (at === undefined ? file : `${file} at byte ${at}`));
    const more = count - places.length;
    const said = `${thousands(count)} ${noun}${count === 1 ? "" : "s"} ${SAYS[flaw][count === 1 ? 0 : 1]}`;
    return {
      isTorn: flaw === "torn",
      message: `${said}: ${places.join(", ")}${more > 0 ? `, and ${thousands(more)} more` : ""}.`,
    };
  }),
  ...(locked === 0
    ? []
    : [
        {
          isTorn: false,
          message: `${locked === 1 ? "1 folder" : `${thousands(locked)} folders`} of logs cannot be listed.`,
        },
      ]),
];
