import { list, object, oneOf, string, type Read } from "../model/read-value.ts";
import type { Section } from "../model/report.ts";
import type { SectionKind } from "../model/view.ts";
import type { Met } from "./prerequisites.ts";

interface Checked {
  readonly environment: string;
  readonly requirements: readonly (Pick<Met, "what" | "wanted" | "found"> & { readonly state: string })[];
}

/** What an environment requires, and what this machine has of it. */
export function prerequisitesSection(environment: string, all: readonly Met[]): Section {
  const requirements = all.map(({ what, wanted, found, state, severity }) => ({
    what,
    wanted,
    found,
    state: state === "missing" ? severity : state,
  }));
  return { kind: "prerequisites", version: 1, data: { environment, requirements } satisfies Checked };
}

const STATES = ["met", "unknown", "error", "warning", "info"] as const;

const checked: Read<Checked> = object({
  environment: string,
  requirements: list(object({ what: string, wanted: string, found: string, state: oneOf(STATES) })),
});

export const prerequisitesKind: SectionKind = {
  kind: "prerequisites",
  version: 1,
  view: (data) => {
    const { environment, requirements } = checked(data, "");
    return {
      title: `What ${environment} requires`,
      blocks: [
        {
          columns: [{ title: "What" }, { title: "Wanted" }, { title: "Found" }, { title: "Result" }],
          rows: requirements.map(({ what, wanted, found, state }) => [what, wanted, found, state]),
        },
      ],
    };
  },
};
