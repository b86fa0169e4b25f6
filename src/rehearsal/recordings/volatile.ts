/** Folders of the machine at hand, which differ from run to run; without a slash at their end. */
export interface Folders {
  readonly cwd?: string;
  readonly home?: string;
  readonly temp?: string;
}

/** A part of a text that differs between two runs of one configuration, and says nothing of it. */
interface VolatileRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly by: string;
  /** What the pattern cannot do without, to spare the search. */
  readonly needs: RegExp;
}

const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const DAY = "(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?`;
const YEAR = String.raw`(?:19|20)\d{2}`;

/** In this order: what stands inside another comes after it. */
const VOLATILE: readonly VolatileRule[] = [
  {
    name: "date",
    pattern: new RegExp(
      [
        String.raw`\b${YEAR}-\d{2}-\d{2}(?:[T ]${CLOCK})?`,
        String.raw`\b(?:${DAY},? )?${MONTH} \d{1,2}(?:st|nd|rd|th)?,? ${YEAR}\b(?:(?:,| at)? ${CLOCK})?`,
        String.raw`\b(?:${DAY},? )?\d{1,2} ${MONTH} ${YEAR}\b(?:,? ${CLOCK})?`,
        String.raw`\b\d{1,2}[/.]\d{1,2}[/.]${YEAR}\b(?:,? ${CLOCK})?`,
      ].join("|"),
      "g",
    ),
    by: "<date>",
    needs: /(?:19|20)\d{2}/,
  },
  {
    name: "uuid",
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
    by: "<uuid>",
    needs: /[0-9a-f]{4}-[0-9a-f]{12}/i,
  },
  {
    // A vendor's prefix and at least twelve characters of which one is a digit: `call_somebody` is a word.
    name: "id",
    pattern:
      /\b(?:toolu|srvtoolu|msg|call|resp|req|rs|fc|item|session|sess|thread|user|evt|gen|chatcmpl|file|container|account)[_-](?=[A-Za-z]*[0-9])[A-Za-z0-9]{12,}\b/g,
    by: "<id>",
    needs: /[_-][A-Za-z0-9]{12}/,
  },
  {
    name: "billing",
    pattern: /\b(cc_version=\d+\.\d+\.\d+)\.[0-9a-f]+|\b(cch=)[0-9a-f]+/g,
    by: "$1$2",
    needs: /cc_version=/,
  },
  { name: "hash", pattern: /\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,}\b/g, by: "<hash>", needs: /[0-9a-f]{16}/ },
  {
    name: "port",
    pattern: /(\b(?:127\.0\.0\.1|localhost|0\.0\.0\.0)|\[::1\]):\d{2,5}\b/g,
    by: "$1:<port>",
    needs: /:\d{2}/,
  },
  {
    name: "os",
    pattern: /\b(OS Version: |Operating system(?: is)?: )[^\n<]*/gi,
    by: "$1<os>",
    needs: /OS Version|operating system/i,
  },
  {
    name: "git-status",
    pattern: /\bgitStatus: [\s\S]{0,3000}?\nRecent commits:\n(?:[0-9a-f]{7,40} [^\n]*\n?)*/g,
    by: "<git status>\n",
    needs: /gitStatus: /,
  },
];

/** How long a tool took is no part of what it said. */
const DURATION = /\b\d+(?:\.\d+)?(?: ?(?:ms|s|sec|seconds|milliseconds))\b/g;

/**
 * The text with everything replaced that differs from run to run: folders, dates, ids, ports, and what else has a rule.
 */
export function steady(text: string, folders: Folders = {}, result = false): string {
  let steadied = text;
  for (const { path, by } of written(folders))
    if (steadied.includes(path))
      steadied = steadied.replaceAll(path, (found, at: number, all: string) =>
        /[\w-]/.test(all.charAt(at + found.length)) ? found : by,
      );
  for (const { pattern, by, needs } of VOLATILE) if (needs.test(steadied)) steadied = steadied.replaceAll(pattern, by);
  return result ? steadied.replaceAll(DURATION, "<duration>") : steadied;
}

interface Written {
  readonly path: string;
  readonly by: string;
}

/**
 * The ways in which folders are written, the longest first: as they are, and as the name of a folder below another one
 * (Claude Code 2.1.332: `~/.claude/projects/-home-ann-shop`). The root of a file system is no name for anything.
 */
function written(folders: Folders): readonly Written[] {
  return Object.entries(folders)
    .filter((one): one is [string, string] => typeof one[1] === "string" && one[1].length > 1)
    .flatMap(([name, path]): readonly Written[] => [
      { path, by: `<${name}>` },
      { path: `/${path.replaceAll(/[^A-Za-z0-9]/g, "-")}`, by: `/<${name}>` },
    ])
    .toSorted((one, other) => other.path.length - one.path.length);
}
