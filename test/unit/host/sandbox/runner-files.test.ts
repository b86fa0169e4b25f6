import { join } from "node:path";
import { expect, test } from "vitest";
import { runnerFiles } from "../../../../src/host/sandbox/runner-files.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const runner = (): string =>
  tempFolder({
    ".runner": "{}",
    ".credentials_rsaparams": '{ "d": "" }',
    "run.sh": "",
    "_diag/Worker.log": "",
    "_work/_temp/a": "",
    ".config/a": "",
  });

test.each([
  [
    "above its temporary files",
    (root: string) => [{ RUNNER_TEMP: join(root, "_work/_temp") }, "/usr/bin/node"] as const,
  ],
  ["above the Node that it brings", (root: string) => [{}, join(root, "externals/node24/bin/node")] as const],
])("the files of a runner are those that begin with a dot, %s", (_, at) => {
  const root = runner();
  const [env, node] = at(root);
  const { files, folders } = runnerFiles(env, node);
  expect(files.toSorted()).toEqual([join(root, ".credentials_rsaparams"), join(root, ".runner")]);
  expect(folders).toEqual([join(root, "_diag")]);
});

test("there are none where nobody registered a runner", () => {
  const root = tempFolder({ ".bashrc": "", "_work/_temp/a": "" });
  expect(runnerFiles({ RUNNER_TEMP: join(root, "_work/_temp") }, "/usr/bin/node")).toEqual({ files: [], folders: [] });
  expect(runnerFiles({}, "/usr/bin/node")).toEqual({ files: [], folders: [] });
});
