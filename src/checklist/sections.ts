import { boolean, list, object, type Read, string } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind } from "../model/view.ts";
import type { ChecklistItem } from "./fill-checklist.ts";

/** The checklist as a section of the report; none where a change raises no question. */
export function checklistSection(items: readonly ChecklistItem[]): readonly Section[] {
  return items.length === 0 ? [] : [{ kind: "checklist", version: 1, data: { items } }];
}

const read: Read<{ readonly items: readonly ChecklistItem[] }> = object({
  items: list(object({ says: string, done: boolean, note: string })),
});

export const checklistKind: SectionKind = {
  kind: "checklist",
  version: 1,
  view: (data) => {
    const { items } = read(data, "");
    const open = items.filter(({ done }) => !done).length;
    return {
      title: `Review checklist: ${open === 0 ? "nothing is left to people" : `${open} of ${items.length} for people`}`,
      blocks: [
        {
          columns: [{ title: "" }, { title: "Question" }, { title: "Evidence, or what to look at" }],
          rows: items.map(({ says, done, note }) => [done ? "☑" : "☐", says, note]),
        },
      ],
    };
  },
};
