import { anyWith, type DataForm, MAP, TEXT, TEXTS, TRUTH } from "./data-form.ts";

/**
 * What `claude plugin validate` of Claude Code 2.1.332 asks of a marketplace besides what it needs: the fact
 * `marketplaceForms` has the probes. Where one of these is of another form, the whole marketplace is refused.
 */
export const CLAUDE_MARKETPLACE: DataForm = anyWith({
  keys: {
    description: TEXT,
    version: TEXT,
    owner: anyWith({ keys: { email: TEXT } }),
    metadata: { takes: ["map"], keys: { description: TEXT, version: TEXT, pluginRoot: TEXT } },
    plugins: anyWith({
      items: anyWith({
        keys: {
          author: MAP,
          category: TEXT,
          description: TEXT,
          keywords: TEXTS,
          source: anyWith({ keys: { source: TEXT, repo: TEXT, ref: TEXT, url: TEXT, path: TEXT, package: TEXT } }),
          strict: TRUTH,
          tags: TEXTS,
          version: TEXT,
        },
      }),
    }),
  },
});

/** What it asks of a plugin's manifest below its fields; `pluginTypes` has the probes. */
export const CLAUDE_PLUGIN: DataForm = anyWith({
  keys: {
    $schema: TEXT,
    author: anyWith({ keys: { email: TEXT } }),
    channels: anyWith({ items: anyWith({ keys: { server: TEXT } }) }),
    dependencies: anyWith({ items: { takes: ["string", "map"], filled: true } }),
    lspServers: anyWith({ each: anyWith({ keys: { command: { ...TEXT, filled: true }, extensionToLanguage: MAP } }) }),
    userConfig: anyWith({ each: anyWith({ keys: { type: TEXT, title: TEXT, description: TEXT } }) }),
  },
});
