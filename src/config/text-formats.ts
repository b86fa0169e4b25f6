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
      return undefined;
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) };
    }
  },
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

/** Why a text is not what its format asks for; undefined where it is, or nothing is asked. */
export function refuseText(format: TextFormat | undefined, text: string, origin: Origin): Refusal | undefined {
  return format && FORMATS[format](text, origin);
}
