/** What ends a name: its quotes, the bracket of an index, the stars of emphasis. */
const CLOSING = /(?:\\{0,3}["'`]|[\])}*?!]){0,4}/y;
const SPACE = /[ \t]{0,20}/y;
const OPERATOR = /:{1,2}=|=>|->|[=?+]=|={1,3}|:{1,2}|\|{1,2}(?![|=])|,|>|(?:is|was)(?=[ \t:])|\((?=\\?["'`])/y;
/** `password: str = …`, `apiKey: string = …`. */
const TYPED = /[ \t]{0,4}[A-Za-z][\w.<>?[\]|]{0,30}[ \t]{1,4}=(?!=)/y;
/** A block of YAML: `|` or `>`, and the next line. */
const BLOCK = /[ \t]{0,4}[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,40}/y;
/** What may stand before a value: white space, a line that goes on below, an opening bracket, a scheme. */
const BEFORE =
  /[ \t]{0,20}(?:[([\\]?[ \t]{0,4}\r?\n[ \t]{0,40}(?=\\?["'`])|(?:[([]|\*\*)[ \t]{0,4})?(?:[ \t]{0,4}:[ \t]{1,4})?/y;
const SCHEME = /(?:(?:bearer|basic|token|apikey)[ \t]{1,4}|base64:[ \t]{0,4})(?=\S)/iy;
/** What one key says of another: `name: A`, `value: …`; `key="A" value="…"`. */
const DESCRIBED =
  /[ \t]{0,8},?[ \t]{0,8}(?:\r?\n[ \t]{0,60})?\\?["']?(?:value|val|default|content|newValue)\\?["']?[ \t]{0,4}[:=][ \t]{0,8}/iy;
const DESCRIBED_XML = /<\/(?:name|key|id)>\s{0,60}<(?:value|string)>/iy;
/** An element, with attributes or none. */
const ELEMENT = /(?:[ \t][^<>\n]{0,100})?>(?:<!\[CDATA\[)?/y;
const LIST_ITEM = /[ \t]{0,8},?[ \t]{0,8}\r?\n[ \t]{0,60}(?:-[ \t]{1,8})?/y;
const QUOTE = /\\{0,3}["'`]/y;
const LOGIN = /\b(?:login|user|account)\s{1,20}\S{1,100}\s{1,20}$/i;
/** Programs, and files of settings, that part a name from its value by white space. */
const ALONE =
  /(?:^|\n)[ \t]{0,20}(?:(?:ENV|ARG|set(?: -\w{1,3})?|setx|export|config|SETENV)[ \t]{1,4})?$|(?:config set|git config(?: --\w{1,12})?|setx|add_header|set_header)[ \t]{1,4}\S{0,100}$/;

/** A name that begins its line, or follows a key word of SQL: `password "…"`, `WITH PASSWORD '…'`. */
const STATEMENT =
  /(?:^|[\n;{(])[ \t]{0,40}$|(?:with|encrypted|alter|create|set|add|global|-u \S{1,60})[ \t]{1,4}$|header[ \t]{1,4}\S{0,100}$/i;

const TO_THE_END = /\S{1,600}[ \t]{0,4}(?:\r?\n|;|$)/y;

/** Where the value of a name begins, and what sort of place that is. */
export interface ValuePlace {
  readonly from: number;
  readonly sort: "given" | "cell" | "element" | "argument" | "spaced";
}

const sticky = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

/** The place of the value of the name that ends at an offset; undefined where nothing is given to it. */
export function afterName(text: string, start: number, end: number): ValuePlace | undefined {
  const before = text[start - 1];
  if (before === "<" && text[start] !== "-") {
    const inside = sticky(ELEMENT, text, end);
    if (inside !== undefined) return { from: inside, sort: "element" };
  }
  const closed = sticky(CLOSING, text, end) ?? end;
  const described = sticky(DESCRIBED, text, closed) ?? sticky(DESCRIBED_XML, text, closed);
  if (described !== undefined) return { from: described, sort: "given" };
  const spaced = sticky(SPACE, text, closed) ?? closed;
  const operated = sticky(OPERATOR, text, spaced);
  if (operated === undefined) return bySpace(text, start, closed, spaced);
  const operator = text.slice(spaced, operated);
  if (operator === ">") return undefined;
  if (operator === "|" || operator === "||") return byCell(text, operated);
  if (operator === ",")
    return byComma(text, /["'`]/.test(before ?? "") && sticky(QUOTE, text, end) !== undefined, operated);
  const colon = operator === ":";
  const typed = (colon && (sticky(BLOCK, text, operated) ?? sticky(TYPED, text, operated))) || operated;
  return { from: valueStart(text, typed), sort: "given" };
}

function valueStart(text: string, at: number): number {
  const from = sticky(BEFORE, text, at) ?? at;
  return sticky(SCHEME, text, from) ?? from;
}

/** `| API_KEY | … |`: a bar without white space stands in patterns, types and pipes. */
function byCell(text: string, at: number): ValuePlace | undefined {
  const from = sticky(/[ \t]{1,40}/y, text, at);
  return from === undefined ? undefined : { from, sort: "cell" };
}

/** `set("api_key", "…")`, `["--password", "…"]`: both are quoted. */
function byComma(text: string, quoted: boolean, at: number): ValuePlace | undefined {
  const from = quoted ? sticky(/\s{0,40}/y, text, at) : undefined;
  return from !== undefined && sticky(QUOTE, text, from) !== undefined ? { from, sort: "argument" } : undefined;
}

/** `--password …`, `ENV API_KEY …`, `machine a login b password …`, `password "…"`. */
function bySpace(text: string, start: number, closed: number, spaced: number): ValuePlace | undefined {
  const flag = text[start] === "-";
  if (spaced === closed) {
    const item = flag ? sticky(LIST_ITEM, text, closed) : undefined;
    return item === undefined ? byLine(text, start, closed) : { from: item, sort: "argument" };
  }
  if (flag) return { from: spaced, sort: "spaced" };
  const program = sticky(PROGRAM, text, start);
  if (program !== undefined) return { from: program, sort: "spaced" };
  const before = text.slice(Math.max(0, start - 130), start);
  if (/["']/.test(text[spaced] ?? "")) return STATEMENT.test(before) ? { from: spaced, sort: "spaced" } : undefined;
  return LOGIN.test(before) || (sticky(TO_THE_END, text, spaced) !== undefined && ALONE.test(before))
    ? { from: valueStart(text, spaced), sort: "spaced" }
    : undefined;
}

/** Programs that are called what passwords are called. */
const PROGRAM =
  /(?:sshpass(?:[ \t]-\w{1,4}){0,3}[ \t]-p[ \t]?|htpasswd[ \t]-\w{0,6}b\w{0,6}[ \t]\S{1,100}[ \t]\S{1,60}[ \t])/y;

/** `.netrc` may have each of its words on a line of its own. */
function byLine(text: string, start: number, closed: number): ValuePlace | undefined {
  const from = sticky(/\s{1,20}/y, text, closed);
  if (from === undefined || !LOGIN.test(text.slice(Math.max(0, start - 130), start))) return undefined;
  return { from, sort: "spaced" };
}
