import {
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../model/read-value.ts";

/**
 * As much of SARIF 2.1.0 as findings are made of (https://docs.oasis-open.org/sarif/sarif/v2.1.0/, read 2026-11-25).
 */
export interface SarifRun {
  readonly tool: { readonly driver: Driver; readonly extensions?: readonly Driver[] };
  readonly results?: readonly SarifResult[];
  readonly originalUriBaseIds?: Readonly<Record<string, ArtifactLocation>>;
  readonly artifacts?: readonly { readonly location?: ArtifactLocation }[];
  readonly columnKind?: "utf16CodeUnits" | "unicodeCodePoints";
}
interface Driver {
  readonly name: string;
  readonly rules?: readonly SarifRule[];
  readonly globalMessageStrings?: Readonly<Record<string, Text>>;
}
export interface SarifRule {
  readonly id: string;
  readonly shortDescription?: Text;
  readonly fullDescription?: Text;
  readonly help?: Text;
  readonly helpUri?: string;
  readonly messageStrings?: Readonly<Record<string, Text>>;
  readonly defaultConfiguration?: { readonly level?: Level };
}
interface Text {
  readonly text: string;
}
export interface SarifResult {
  readonly message: Message;
  readonly ruleId?: string;
  readonly ruleIndex?: number;
  readonly rule?: RuleReference;
  readonly level?: Level;
  readonly kind?: Kind;
  readonly locations?: readonly SarifLocation[];
  readonly suppressions?: readonly { readonly status?: Status }[];
  readonly baselineState?: "new" | "unchanged" | "updated" | "absent";
}
interface RuleReference {
  readonly id?: string;
  readonly index?: number;
  readonly toolComponent?: { readonly index?: number };
}
export interface Message {
  readonly text?: string;
  readonly id?: string;
  readonly arguments?: readonly string[];
}
interface SarifLocation {
  readonly physicalLocation?: { readonly artifactLocation?: ArtifactLocation; readonly region?: Region };
}
export interface ArtifactLocation {
  readonly uri?: string;
  readonly uriBaseId?: string;
  readonly index?: number;
}
export interface Region {
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}
const LEVELS = ["none", "note", "warning", "error"] as const;
type Level = (typeof LEVELS)[number];
const KINDS = ["pass", "open", "informational", "notApplicable", "review", "fail"] as const;
type Kind = (typeof KINDS)[number];
type Status = "accepted" | "underReview" | "rejected";

export type ReadSarif =
  | { readonly ok: true; readonly runs: readonly SarifRun[] }
  | { readonly ok: false; readonly reason: string };

/** A text that another tool wrote, or somebody in its name. The reason names the place by its JSON pointer. */
export function readSarif(json: string): ReadSarif {
  try {
    const parsed = readJson(json);
    const { version } = object({ version: string })(parsed, "");
    if (version !== "2.1.0") throw new Mismatch("/version is not 2.1.0");
    return { ok: true, runs: object({ runs: list(run) })(parsed, "").runs };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: error.message };
    throw error;
  }
}

/** An index; -1 stands for none (SARIF 2.1.0, 3.4.5). */
const index = integer(-1);
/** A line or column; -1 and 0 are no places, yet tools write them. */
const ordinal = integer(-1);
const text: Read<Text> = object({ text: string });
/** A text, or one in Markdown alone, which no other surface can show. */
const texts: Read<Readonly<Record<string, Text>>> = recordOf(text);

const rule: Read<SarifRule> = (value, at) => ({
  ...object({ id: string })(value, at),
  ...optional({
    shortDescription: text,
    fullDescription: text,
    help: text,
    helpUri: string,
    messageStrings: texts,
    defaultConfiguration: optional({ level: oneOf(LEVELS) }),
  })(value, at),
});

const driver: Read<Driver> = (value, at) => ({
  ...object({ name: string })(value, at),
  ...optional({ rules: list(rule), globalMessageStrings: texts })(value, at),
});

const artifactLocation: Read<ArtifactLocation> = optional({ uri: string, uriBaseId: string, index });

const result: Read<SarifResult> = (value, at) => ({
  ...object({ message: optional({ text: string, id: string, arguments: list(string) }) })(value, at),
  ...optional({
    ruleId: string,
    ruleIndex: index,
    rule: optional({ id: string, index, toolComponent: optional({ index }) }),
    level: oneOf(LEVELS),
    kind: oneOf(KINDS),
    locations: list(
      optional({
        physicalLocation: optional({
          artifactLocation,
          region: optional({ startLine: ordinal, startColumn: ordinal, endLine: ordinal, endColumn: ordinal }),
        }),
      }),
    ),
    suppressions: list(optional({ status: oneOf(["accepted", "underReview", "rejected"]) })),
    baselineState: oneOf(["new", "unchanged", "updated", "absent"]),
  })(value, at),
});

const run: Read<SarifRun> = (value, at) => ({
  ...object({
    tool: (given, place) => ({
      ...object({ driver })(given, place),
      ...optional({ extensions: list(driver) })(given, place),
    }),
  })(value, at),
  ...optional({
    results: list(result),
    originalUriBaseIds: recordOf(artifactLocation),
    artifacts: list(optional({ location: artifactLocation })),
    columnKind: oneOf(["utf16CodeUnits", "unicodeCodePoints"]),
  })(value, at),
});
