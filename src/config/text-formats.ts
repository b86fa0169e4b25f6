import { matches } from "../conditions/glob.ts";
import { confine } from "./confine.ts";
import type { Origin } from "./origin.ts";
import type { TextFormat } from "./schema-node.ts";
import { quote } from "./wording.ts";

/** Why a text is not of a format, and what to do. */
interface Refusal {
  readonly message: string;
  readonly help?: string;
}

const FORMATS: Readonly<Record<TextFormat, (text: string, origin: Origin) => Refusal | undefined>> = {
  glob: (text) => {
    try {
      matches(text, "");
      return text.split("/").includes("..") ? nothingBy(text) : undefined;
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) };
    }
  },
  gitignore: (text) => (/^!?\.\/|(?:^!?|\/)\.\.(?:\/|$)/.test(text) ? nothingBy(text) : undefined),
  "written-file": (text, { from }) => {
    // A flag may name any place; a checked-out file only its own folder.
    const confined = from === "flag" ? undefined : confine("", text);
    if (confined?.ok !== false) return undefined;
    return {
      message: `${quote(text)} ${confined.why}`,
      help: "Write the report to a file below the configuration's folder.",
    };
  },
};

/** Paths have neither in them, so that whoever writes one has a pattern that holds for nothing, and is not told. */
const nothingBy = (text: string): Refusal => ({
  message: `${quote(text)} matches nothing`,
  help: "Patterns count from the configuration's folder, and never leave it: write them without `./` and `../`.",
});

/** Why a text is not what its format asks for; undefined where it is, or nothing is asked. */
export function refuseText(format: TextFormat | undefined, text: string, origin: Origin): Refusal | undefined {
  return format && FORMATS[format](text, origin);
}
