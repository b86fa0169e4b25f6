// node scripts/generate.ts [--check]: writes what is derived from other files, or proves that it is up to date.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderActions } from "./generate/actions.ts";
import { renderComponents } from "./generate/components.ts";
import { loadDecisions, renderDecisions } from "./generate/decisions.ts";
import { formatted } from "./generate/formatted.ts";
import { renderGitLabPage } from "./generate/gitlab-page.ts";
import { leftOver } from "./generate/left-over.ts";
import { loadPillars } from "./generate/load-pillars.ts";
import { loadRules } from "./generate/load-rules.ts";
import { renderMcpPrograms } from "./generate/mcp-programs.ts";
import { renderPriceBook } from "./generate/price-book.ts";
import { renderOutputs } from "./generate/outputs.ts";
import { renderReadme } from "./generate/readme-blocks.ts";
import { renderSetup } from "./generate/setup.ts";
import { renderStatedNode } from "./generate/stated-node.ts";
import { renderStatedVersion } from "./generate/stated-version.ts";
import { renderReportPicture } from "./generate/report-picture.ts";
import manifest from "../package.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const filed = await loadRules(root);
const outputs = renderOutputs(filed);
for (const [path, text] of outputs) await keep(path, text);
for (const [path, text] of renderPriceBook()) await keep(path, text);
// The programs stand in the host, which commands import.
for (const [path, text] of await renderMcpPrograms(root)) await keep(path, text);
// The manifests stand in commands, which read what was just written.
const pillars = await loadPillars();
const actions = renderActions(pillars);
for (const [path, text] of actions) await keep(path, text);
const components = await renderComponents(pillars, manifest.version);
for (const [path, text] of components) await keep(path, text);
await keep("docs/gitlab.md", renderGitLabPage(pillars, components, manifest.version));
await keep("docs/decisions/README.md", renderDecisions(loadDecisions(join(root, "docs/decisions"))));
for (const path of leftOver(root, new Set([...outputs.keys(), ...actions.keys()]))) remove(path);
for (const [path, text] of renderSetup(manifest.version)) await keep(path, text);
for (const [path, text] of renderStatedNode((one) => read(one) ?? "")) await keep(path, text);
for (const [path, text] of renderStatedVersion((one) => read(one) ?? "", manifest.version)) await keep(path, text);
await keep(
  "README.md",
  renderReadme(
    read("README.md") ?? "",
    filed.map(({ rule }) => rule),
    manifest.version,
  ),
);
// The picture is made by the program itself, which reads what was just written.
await keep("docs/report.svg", await renderReportPicture());
if (process.exitCode) console.error("Run: node scripts/generate.ts");

async function keep(path: string, rendered: string): Promise<void> {
  const text = await formatted(path, rendered);
  if (read(path) === text) return;
  if (check) return fail(`${path} is not what scripts/generate.ts makes of its sources.`);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}

function remove(path: string): void {
  if (check) return fail(`${path} has no source any more.`);
  rmSync(join(root, path));
  console.log(`removed ${path}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
