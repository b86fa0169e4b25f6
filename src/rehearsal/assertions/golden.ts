import { stringOf } from "../../model/json.ts";
import type { Assertion } from "./assertion.ts";
import { lineDiff } from "./line-diff.ts";
import { ofSchema, spoken, spokenName } from "./spoken.ts";
import { told } from "./told.ts";

export const golden: Assertion = {
  schema: {
    value: { type: "string", minLength: 1, description: "The file that holds what is expected, relative to this one." },
    file: { type: "string", minLength: 1, description: "A file of the workspace that is compared, and not a text." },
    ...ofSchema,
  },
  required: ["value"],
  says: (params) => {
    const file = stringOf(params["file"]);
    return `${file === "" ? spokenName(params) : told(file)} is what ${told(stringOf(params["value"]))} says`;
  },
  judge: (params, subject) => {
    const found = goldenText(params, subject);
    const path = stringOf(params["value"]);
    const wanted = subject.beside(path);
    if (wanted === undefined)
      return { met: false, broken: true, found: `there is no ${told(path)}; --update-golden writes it` };
    if (found === undefined) return { met: false, broken: true, found: "the run leaves no such file" };
    if (same(wanted) === same(found)) return { met: true };
    return {
      met: false,
      found: "--update-golden writes it anew, if the new one is right",
      detail: lineDiff(wanted, found),
    };
  },
  examples: [
    {
      because: "it is the same",
      params: { value: "out.golden.txt" },
      given: { output: "a\nb\n", beside: () => "a\nb\n" },
      met: true,
    },
    {
      because: "a line differs",
      params: { value: "out.golden.txt" },
      given: { output: "a\nc\n", beside: () => "a\nb\n" },
      met: false,
    },
    {
      because: "a file of the workspace is the same",
      params: { value: "notes.golden.md", file: "notes.md" },
      given: { after: (path) => (path === "notes.md" ? "# Notes\n" : undefined), beside: () => "# Notes\n" },
      met: true,
    },
    { because: "nobody has written it yet", params: { value: "gone.txt" }, given: { output: "a" }, met: false },
  ],
};

/** What is compared, and what `--update-golden` writes. */
export function goldenText(params: Parameters<Assertion["judge"]>[0], subject: Parameters<Assertion["judge"]>[1]) {
  const file = stringOf(params["file"]);
  return file === "" ? spoken(params, subject) : subject.after(file);
}

const same = (text: string): string => text.replaceAll("\r\n", "\n").replace(/\n$/, "");
