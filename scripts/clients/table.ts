import { OLDEST_NODE } from "../generate/oldest-node.ts";
import {
  debianProgram,
  debianServer,
  goProgram,
  npmProgram,
  pythonLibrary,
  pythonProgram,
  type Toolchain,
} from "./recipes.ts";

/** The package of this machine's program: the one called `bun` looks for it in a script, and none is run here. */
const BUN = `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : "x64"}`;

/** Every real program that the end-to-end tests run, pinned by version. */
export const clients = [
  goProgram(
    { name: "act", version: "v0.2.89", verify: { args: ["--version"], prints: "act version" } },
    "github.com/nektos/act",
  ),
  goProgram(
    { name: "actionlint", version: "v1.7.12", verify: { args: ["-version"], prints: "v1.7.12" } },
    "github.com/rhysd/actionlint/cmd/actionlint",
  ),
  // A gitleaks built from its module knows no version, so its help must do; the module's path kept the former owner.
  goProgram(
    { name: "gitleaks", version: "v8.30.1", verify: { args: ["--help"], prints: "gitleaks [command]" } },
    "github.com/zricethezav/gitleaks/v8",
  ),
  pythonProgram({ name: "zizmor", version: "1.32.0", verify: { args: ["--version"], prints: "1.32.0" } }),
  npmProgram({ name: "gitlab-ci-local", version: "4.75.1", verify: { args: ["--version"], prints: "4.75.1" } }),
  // Its audit plugin asks for node-fetch by the tag "cjs", which mirrors of the registry do not all carry.
  npmProgram(
    { name: "verdaccio", version: "6.10.4", verify: { args: ["--version"], prints: "6.10.4" } },
    { overrides: { "node-fetch": "2.7.0" } },
  ),
  npmProgram({ name: "husky", version: "9.1.7", verify: { args: [], prints: ".git can't be found" } }),
  npmProgram({ name: "lefthook", version: "2.2.2", verify: { args: ["version"], prints: "2.2.2" } }),
  pythonProgram(
    { name: "pre-commit", version: "4.7.0", verify: { args: ["--version"], prints: "4.7.0" } },
    "pre_commit",
  ),
  // The library that GitHub renders comments with, by its binding for Python.
  pythonLibrary(
    { name: "cmarkgfm", version: "2025.10.22", verify: { args: ["~~a~~"], prints: "<del>a</del>" } },
    `import sys, cmarkgfm
from cmarkgfm.cmark import Options
text = sys.argv[1] if len(sys.argv) > 1 else sys.stdin.read()
sys.stdout.write(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))
`,
  ),
  // The readers of YAML that clients are built with, asked for the keys of many texts at once.
  npmProgram(
    { name: "bun", version: "1.4.5", verify: { args: ["--version"], prints: "1.4.5" } },
    { package: BUN, program: `node_modules/${BUN}/bin/bun` },
  ),
  pythonLibrary(
    { name: "pyyaml", version: "6.0.3", verify: { args: ["a: 1"], prints: '[["a"]]' } },
    `import json, sys, yaml
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
def keys(node, way, found, depth):
    if depth > 20:
        return
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(key, str):
                found.add("/".join([*way, key]))
                keys(value, [*way, key], found, depth + 1)
    elif isinstance(node, list):
        for item in node:
            keys(item, way, found, depth + 1)
def read(text):
    found = set()
    try:
        keys(yaml.load(text, Loader), [], found, 0)
    except Exception:
        return None
    return sorted(found)
texts = [sys.argv[1]] if len(sys.argv) > 1 else json.load(sys.stdin)
sys.stdout.write(json.dumps([read(text) for text in texts], separators=(",", ":")))
`,
  ),
  // A server that takes mail, and prints each as a line; the first line is its port.
  pythonLibrary(
    { name: "aiosmtpd", version: "1.4.6", verify: { args: ["--version"], prints: "1.4.6" } },
    `import asyncio, json, sys
import aiosmtpd
from aiosmtpd.smtp import AuthResult, SMTP
if sys.argv[1:] == ["--version"]:
    print(aiosmtpd.__version__)
    sys.exit()
class Handler:
    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("utf-8", "replace"),
            "user": getattr(session, "auth_data", None) and session.auth_data.login.decode(),
        }
        print(json.dumps(mail), flush=True)
        return "250 OK" if "refused@" not in envelope.mail_from else "550 no"
def authenticate(server, session, envelope, mechanism, auth_data):
    known = (auth_data.login, auth_data.password) == (b"ada", b"secret")
    return AuthResult(success=known, handled=False, auth_data=auth_data)
def session():
    return SMTP(Handler(), hostname="localhost", authenticator=authenticate,
        auth_required="--auth" in sys.argv, auth_require_tls=False)
async def serve():
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(serve())
`,
  ),
  // With its promtool beside it.
  debianServer({ name: "prometheus", verify: { args: ["--version"], prints: "prometheus, version" } }),
  // With its amtool; built from its module, it knows no version. Debian's looks for its templates in one fixed place.
  goProgram(
    { name: "alertmanager", version: "v0.27.0", verify: { args: ["--version"], prints: "alertmanager, version" } },
    "github.com/prometheus/alertmanager/cmd/alertmanager",
    "github.com/prometheus/alertmanager/cmd/amtool",
  ),
  debianProgram({ name: "rsync", verify: { args: ["--version"], prints: "rsync" } }),
] as const;

/** How many of its clients are installed at once (each Go build takes all cores), its program, and what to do when that is missing. */
export const toolchains = {
  go: { atOnce: 2, program: "go", advice: "install Go 1.25 or later and put `go` on PATH, or Python, which brings it" },
  cargo: { atOnce: 1, program: "cargo", advice: "install Rust with rustup and put `cargo` on PATH" },
  python3: {
    atOnce: 1,
    program: "python3",
    advice: "install Python 3.10 or later with its venv module (Debian: apt-get install python3-venv)",
  },
  npm: { atOnce: 1, program: "npm", advice: `install Node.js ${OLDEST_NODE.user.text} or later, which brings npm` },
  apt: { atOnce: 1, program: "apt-get", advice: "install rsync and prometheus with this machine's package manager" },
} as const satisfies Record<Toolchain, { atOnce: number; program: string; advice: string }>;
