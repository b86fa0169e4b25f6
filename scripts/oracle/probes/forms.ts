import { CODEX_CONFIG, CODEX_SERVER } from "../../../src/clients/forms/codex-config.ts";
import { COPILOT_SERVER } from "../../../src/clients/forms/copilot-cli.ts";
import { OPENCODE_CONFIG } from "../../../src/clients/forms/opencode-config.ts";
import { isObject } from "../../../src/model/json.ts";
import { type FormCase, formCases } from "../form-cases.ts";
import type { Expectation, Probe, ProbeFiles } from "../probe.ts";
import type { Question } from "../questions.ts";
import { toml } from "../toml.ts";

/** How a client is asked about files of one form, each in a folder of its own. */
interface Asked {
  readonly fact: string;
  readonly question: Question;
  readonly cases: readonly FormCase[];
  /** What lies in the folder. */
  readonly files: (file: unknown) => ProbeFiles;
  /** What the answer has where the client starts, and where it does not. */
  readonly starts: Pick<Expectation, "there" | "gone">;
  readonly refuses: string;
}

/** What only another setting, or a program, makes right. */
const { mcp_servers: _, default_permissions: __, ...codexKeys } = CODEX_CONFIG.keys ?? {};
const {
  required: ___,
  env_http_headers: headers,
  bearer_token_env_var: token,
  ...serverKeys
} = CODEX_SERVER.keys ?? {};
const server = (file: unknown, beside: object): unknown => ({
  mcp_servers: { a: isObject(file) ? { ...beside, ...file } : file },
});
const ASKED: readonly Asked[] = [
  {
    fact: "codex.configuration",
    question: "codex prompt each",
    cases: [
      ...formCases({ ...CODEX_CONFIG, keys: codexKeys }),
      ...formCases({ ...CODEX_SERVER, keys: serverKeys }).map((one) => ({
        ...one,
        file: server(one.file, { command: "x" }),
      })),
      ...formCases({
        takes: ["map"],
        keys: { ...(headers && { env_http_headers: headers }), ...(token && { bearer_token_env_var: token }) },
      }).map((one) => ({ ...one, file: server(one.file, { url: "https://x.example" }) })),
    ].filter(({ file }) => isObject(file)),
    files: (file) => ({ ".codex/config.toml": toml(file), ".codex/x": 'model = "x"\n' }),
    starts: { there: '"role": "developer"' },
    refuses: "Error",
  },
  {
    fact: "opencode.configuration",
    question: "opencode config each",
    // It takes seconds to start: what it takes, the other probes ask.
    cases: formCases(OPENCODE_CONFIG).filter(({ fits }) => !fits),
    files: (file) => ({ "opencode.json": JSON.stringify(file) }),
    starts: { gone: "Configuration is invalid" },
    refuses: "Configuration is invalid",
  },
  {
    fact: "copilot-cli.mcpServers",
    question: "copilot servers each",
    cases: formCases(COPILOT_SERVER),
    files: (file) => ({ ".github/mcp.json": JSON.stringify({ mcpServers: { x: file, ok: { command: "true" } } }) }),
    starts: { there: "  x (" },
    refuses: 'invalid MCP server "x"',
  },
];

/** So many folders at once: a client starts anew in each. */
const AT_ONCE = 60;

/** Each claim of the forms by which `settings/codex-config` and `settings/opencode-config` judge. */
export const formProbes: readonly Probe[] = ASKED.flatMap((asked) => {
  const count = Math.ceil(asked.cases.length / AT_ONCE);
  return Array.from({ length: count }, (_unused, piece) =>
    probeOf(asked, asked.cases.slice(piece * AT_ONCE, (piece + 1) * AT_ONCE)),
  );
});

function probeOf({ fact, question, files, starts, refuses }: Asked, cases: readonly FormCase[]): Probe {
  return {
    question,
    files: Object.fromEntries(
      cases.flatMap(({ file }, index) =>
        Object.entries(files(file)).map(([path, content]) => [`f${index}/${path}`, content]),
      ),
    ),
    expects: cases.map(({ says, file, fits }, index) => ({
      fact,
      says: `${says}, as in ${JSON.stringify(file)}: it ${fits ? "starts" : "does not start"}`,
      folder: `f${index}`,
      ...(fits ? starts : { there: refuses }),
    })),
  };
}
