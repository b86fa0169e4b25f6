import { seeded } from "./seeded.ts";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";
const ALNUM = UPPER + LOWER + DIGITS;
/** In parts: no scanner shall take this file for a leak. */
const PRIVATE_KEY = ["PRIVATE", "KEY"].join(" ");
const MARKS = "!#%^*@?~+-_.:$&()=";

/** Draws values of a generator. */
interface Draw {
  readonly of: (alphabet: string, length: number) => string;
  readonly alnum: (length: number) => string;
  readonly hex: (length: number) => string;
  /** A password with marks in it, as a password manager makes one. */
  readonly marked: (length: number) => string;
  readonly uuid: () => string;
}

function drawing(seed: number): Draw {
  const next = seeded(seed);
  const of = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[next(alphabet.length)]).join("");
  const hex = (length: number): string => of(`${DIGITS}abcdef`, length);
  return {
    of,
    hex,
    alnum: (length) => of(ALNUM, length),
    marked: (length) => of(ALNUM, 1) + of(ALNUM + MARKS, length - 3) + of(MARKS.slice(0, 8), 1) + of(ALNUM, 1),
    uuid: () => [hex(8), hex(4), `4${hex(3)}`, `a${hex(3)}`, hex(12)].join("-"),
  };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const mcp = (server: unknown): string => JSON.stringify({ mcpServers: { a: server } });
const docker = (...args: readonly string[]): string =>
  mcp({ command: "docker", args: ["run", "-i", ...args, "acme/mcp:1.2.3"] });
const hook = (command: string): string =>
  JSON.stringify({ hooks: { Stop: [{ hooks: [{ type: "command", command }] }] } });

/** How people write credentials out, by where; each as one text with one made-up secret. */
const FORMS: Readonly<Record<string, (draw: Draw) => string>> = {
  "MCP: env": (d) => mcp({ command: "a", env: { ACME_API_KEY: d.alnum(24) } }),
  "MCP: env, password of 10": (d) => mcp({ command: "a", env: { POSTGRES_PASSWORD: d.alnum(10) } }),
  "MCP: docker -e, key of 24": (d) => docker("-e", `ACME_API_KEY=${d.alnum(24)}`),
  "MCP: docker -e, password of 12": (d) => docker("-e", `POSTGRES_PASSWORD=${d.alnum(12)}`),
  "MCP: docker -e, password with marks": (d) => docker("-e", `REDIS_CACHE_PASSWORD=${d.marked(16)}`),
  "MCP: docker --env=": (d) => docker(`--env=ACME_TOKEN=${d.alnum(20)}`),
  "MCP: --header": (d) => mcp({ command: "npx", args: ["mcp-remote", "--header", `X-API-Key: ${d.alnum(24)}`] }),
  "MCP: --header with a scheme": (d) => mcp({ command: "npx", args: ["-H", `Authorization: Token ${d.hex(40)}`] }),
  "MCP: headers": (d) => mcp({ url: "https://a.test", headers: { Authorization: `Bearer ${d.alnum(32)}` } }),
  "MCP: sh -c": (d) => mcp({ command: "sh", args: ["-c", `ACME_API_KEY=${d.alnum(24)} npx acme`] }),
  "MCP: sh -c, quoted": (d) => mcp({ command: "sh", args: ["-c", `DB_PASSWORD="${d.alnum(14)}" npx acme`] }),
  "MCP: connection string": (d) =>
    mcp({ command: "a", args: ["--connection-string", `Server=x;User Id=sa;Password=${d.alnum(16)};Encrypt=True`] }),
  "MCP: flag and value": (d) => mcp({ command: "a", args: ["--api-key", d.alnum(20)] }),
  "MCP: flag with value": (d) => mcp({ command: "a", args: [`--password=${d.alnum(12)}`] }),
  "MCP: parameter of an address": (d) => mcp({ url: `https://a.test/mcp?token=${d.alnum(24)}&x=1` }),
  "hook: export": (d) => hook(`export SERVICE_TOKEN=${d.alnum(20)}; run`),
  "hook: curl -H": (d) => hook(`curl -H 'X-Api-Key: ${d.alnum(24)}' https://a.test`),
  "hook: curl -u": (d) => hook(`curl -u admin:${d.alnum(14)} https://a.test`),
  "env: key of 24": (d) => `ACME_API_KEY=${d.alnum(24)}`,
  "env: password of 8": (d) => `DB_PASSWORD=${d.alnum(8)}`,
  "env: password of 10": (d) => `export PGPASSWORD=${d.alnum(10)}`,
  "env: password of 14 in lower case and digits": (d) => `MAIL_PASSWORD=${d.of(LOWER + DIGITS, 14)}`,
  "env: password with marks": (d) => `DB_PASSWORD=${d.marked(18)}`,
  "env: password with marks, quoted": (d) => `DB_PASSWORD='${d.marked(18)}'`,
  "env: letters alone": (d) => `SESSION_SECRET=${d.of(LOWER, 32)}`,
  "env: hexadecimal of 64": (d) => `ENCRYPTION_KEY=${d.hex(64)}`,
  "env: base64 of 32 bytes": (d) => `JWT_SECRET=${d.of(`${ALNUM}+/`, 43)}=`,
  "env: a suffix": (d) => `API_KEY_V2=${d.hex(40)}`,
  "env: a region": (d) => `PROD_TOKEN_EU=${d.alnum(32)}`,
  "env: a plural": (d) => `API_KEYS=${d.alnum(32)}`,
  "env: a name that goes on": (d) => `API_TOKEN_ACME=${d.alnum(32)}`,
  "env: licence key": (d) => `LICENSE_KEY=${Array.from({ length: 5 }, () => d.of(UPPER + DIGITS, 5)).join("-")}`,
  "env: API hash": (d) => `TELEGRAM_API_HASH=${d.hex(32)}`,
  "Rails: base": (d) => `  config.secret_key_base = '${d.hex(128)}'`,
  "Laravel: base64:": (d) => `APP_KEY=base64:${d.of(`${ALNUM}+/`, 43)}=`,
  "Vault: secret id": (d) => `secret_id = "${d.uuid()}"`,
  "compose: list": (d) => `    environment:\n      - REDIS_PASSWORD=${d.alnum(16)}`,
  "compose: map": (d) => `    environment:\n      MYSQL_ROOT_PASSWORD: ${d.alnum(16)}`,
  "Dockerfile: ENV with white space": (d) => `FROM a\nENV API_TOKEN ${d.alnum(24)}`,
  "systemd: Environment": (d) => `Environment="API_TOKEN=${d.alnum(24)}"`,
  "Windows: setx": (d) => `setx API_TOKEN ${d.alnum(24)}`,
  "PowerShell: $env": (d) => `$env:API_TOKEN = "${d.alnum(24)}"`,
  "fish: set -x": (d) => `set -x API_TOKEN ${d.alnum(24)}`,
  "YAML: password with marks": (d) => `password: "${d.marked(20)}"`,
  "YAML: unquoted": (d) => `client_secret: ${d.alnum(32)}`,
  "YAML: block": (d) => `api_token: |\n  ${d.alnum(32)}\n`,
  "YAML: name and value": (d) => `        - name: DB_PASSWORD\n          value: ${d.alnum(16)}`,
  "YAML: name and quoted value": (d) => `        - name: API_TOKEN\n          value: "${d.alnum(24)}"`,
  "TOML: inline": (d) => `auth = { user = "a", password = "${d.alnum(16)}" }`,
  "INI: white space": (d) => `[client]\nuser = a\npassword = ${d.alnum(14)}`,
  "JSON: one line": (d) => `{"user":"a","api_key":"${d.alnum(32)}","x":1}`,
  "JSON: name and value": (d) => `{ "name": "API_TOKEN", "value": "${d.alnum(24)}" }`,
  "properties: dotted": (d) => `spring.datasource.password=${d.alnum(16)}`,
  "Kubernetes: data of 16": (d) => `data:\n  password: ${base64(d.alnum(16))}`,
  "Kubernetes: data of 10": (d) => `data:\n  password: ${base64(d.alnum(10))}`,
  "Kubernetes: data with marks": (d) => `data:\n  db-password: ${base64(d.marked(18))}`,
  "Kubernetes: stringData": (d) => `stringData:\n  api-token: ${d.alnum(30)}`,
  "Kubernetes: --from-literal": (d) => `kubectl create secret generic a --from-literal=password=${d.alnum(16)}`,
  "Helm: --set": (d) => `helm install a b --set auth.password=${d.alnum(16)}`,
  "kubeconfig: client-key-data": (d) =>
    `    client-key-data: ${base64(`-----BEGIN EC ${PRIVATE_KEY}-----\n${d.of(`${ALNUM}+/`, 64)}\n${d.of(`${ALNUM}+/`, 64)}\n-----END EC ${PRIVATE_KEY}-----\n`)}`,
  "kubeconfig: token": (d) => `    token: ${d.alnum(48)}`,
  "docker: auth": (d) => `{"auths":{"r.acme.test":{"auth":"${base64(`deploy:${d.alnum(20)}`)}"}}}`,
  "npmrc: _auth": (d) => `//r.acme.test/:_auth=${base64(`ci:${d.alnum(16)}`)}`,
  "npmrc: _authToken": (d) => `//r.acme.test/:_authToken=${d.uuid()}`,
  "npmrc: _password": (d) => `//r.acme.test/:_password=${base64(d.alnum(18))}`,
  pypirc: (d) => `[acme]\nusername = ci\npassword = ${d.alnum(20)}`,
  "netrc: one line": (d) => `machine h.test login u password ${d.alnum(16)}`,
  "netrc: lines": (d) => `machine h.test\n  login u\n  password ${d.alnum(16)}`,
  "netrc: words on lines": (d) => `machine h.test\nlogin\nu\npassword\n${d.alnum(16)}\n`,
  pgpass: (d) => `db.test:5432:app:app:${d.alnum(16)}`,
  "redis.conf": (d) => `requirepass ${d.alnum(24)}`,
  "nginx: header": (d) => `proxy_set_header X-Api-Key "${d.alnum(24)}";`,
  "XML: element": (d) => `<server><password>${d.alnum(16)}</password></server>`,
  "XML: element with marks": (d) => `<password>${d.of(`${ALNUM}!#%^*@?~`, 18)}</password>`,
  "XML: attribute": (d) => `<user name="a" password="${d.alnum(16)}"/>`,
  "XML: key and value": (d) => `<add key="ApiKey" value="${d.alnum(24)}" />`,
  "XML: name and value": (d) => `<name>fs.s3a.secret.key</name>\n  <value>${d.of(`${ALNUM}/+`, 40)}</value>`,
  plist: (d) => `<key>APIToken</key>\n<string>${d.alnum(32)}</string>`,
  "connection string": (d) => `"Server=x;Database=d;User Id=sa;Password=${d.alnum(14)};Encrypt=True"`,
  "connection string with marks": (d) => `"Server=x;Uid=sa;Pwd=${d.of(`${ALNUM}!#%^*@?~`, 16)};"`,
  "connection string of a storage": (d) =>
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${d.of(`${ALNUM}+/`, 86)}==;`,
  "address: user and password": (d) => `postgres://app:${d.alnum(12)}@db.test:5432/app`,
  "address: password alone": (d) => `redis://:${d.alnum(20)}@cache.test:6379/0`,
  "address: JDBC": (d) => `jdbc:mysql://db.test/app?user=a&password=${d.alnum(16)}&ssl=1`,
  "SQL: IDENTIFIED BY": (d) => `CREATE USER 'a'@'%' IDENTIFIED BY '${d.alnum(14)}';`,
  "SQL: WITH PASSWORD": (d) => `ALTER USER a WITH PASSWORD '${d.alnum(14)}';`,
  "shell: flag": (d) => `tool login --password ${d.alnum(14)} --yes`,
  "shell: flag of a token": (d) => `tool --token ${d.alnum(32)} x`,
  "shell: property": (d) => `java -Ddb.password=${d.alnum(14)} -jar a.jar`,
  "shell: mysql -p": (d) => `mysql -u root -p${d.alnum(14)} app`,
  "shell: sshpass": (d) => `sshpass -p ${d.alnum(14)} ssh a@h`,
  "shell: sshpass, quoted": (d) => `sshpass -p '${d.alnum(14)}' ssh a@h`,
  "shell: redis-cli": (d) => `redis-cli -h h -a ${d.alnum(20)} ping`,
  "shell: docker login": (d) => `docker login -u ci -p ${d.alnum(20)} r.acme.test`,
  "shell: htpasswd": (d) => `htpasswd -bc .htpasswd admin ${d.alnum(14)}`,
  "shell: npm config": (d) => `npm config set //r.acme.test/:_authToken ${d.alnum(36)}`,
  "shell: git config": (d) => `git config --global acme.token ${d.hex(40)}`,
  "header: key": (d) => `X-API-Key: ${d.alnum(32)}`,
  "header: Basic": (d) => `Authorization: Basic ${base64(`u:${d.alnum(16)}`)}`,
  "header: PRIVATE-TOKEN": (d) => `PRIVATE-TOKEN: ${d.alnum(20)}`,
  "Python: argument": (d) => `client = Client(api_key="${d.alnum(32)}", timeout=5)`,
  "Python: environment": (d) => `os.environ["API_KEY"] = "${d.alnum(32)}"`,
  "Python: below": (d) => `API_KEY = (\n    "${d.alnum(40)}"\n)`,
  "TypeScript: typed": (d) => `const apiKey: string = "${d.alnum(32)}";`,
  "JavaScript: headers": (d) => `headers: { "x-api-key": "${d.alnum(32)}" }`,
  "JavaScript: set": (d) => `headers.set("X-Api-Key", "${d.alnum(32)}");`,
  "JavaScript: index": (d) => `headers["X-Api-Key"] = '${d.alnum(32)}';`,
  "Java: call": (d) => `dataSource.setPassword("${d.alnum(16)}");`,
  "Java: property": (d) => `System.setProperty("db.password", "${d.alnum(16)}");`,
  "C#: let": (d) => `var apiKey = "${d.alnum(32)}";`,
  "Go: field": (d) => `\tAPIKey:  "${d.alnum(32)}",`,
  "Go: constant": (d) => `const authToken = "${d.hex(40)}"`,
  "Rust: let": (d) => `let api_token = "${d.alnum(32)}";`,
  "PHP: arrow": (d) => `    'password' => '${d.alnum(16)}',`,
  "PHP: define": (d) => `define('DB_PASSWORD', '${d.alnum(16)}');`,
  "Ruby: symbol": (d) => `  password: "${d.alnum(16)}",`,
  "Terraform: base64": (d) => `secret_key = "${d.of(`${ALNUM}/+`, 40)}"`,
  "Ansible: become": (d) => `ansible_become_pass: "${d.marked(16)}"`,
  "Markdown: prose": (d) => `- API key: \`${d.alnum(24)}\` of the test system`,
  "Markdown: sentence": (d) => `The staging password is \`${d.alnum(14)}\`.`,
  "Markdown: bold": (d) => `**Access token:** ${d.alnum(32)}`,
  "Markdown: table": (d) => `| API_TOKEN | \`${d.alnum(32)}\` | of the bot |`,
  "Markdown: column": (d) =>
    `| User | Password | Role |\n|------|----------|------|\n| admin | ${d.alnum(14)} | all |\n`,
  "CSV: last column": (d) => `host,user,password\ndb.test,app,${d.alnum(14)}\n`,
  "CSV: second of two columns": (d) => `token,password\n-,${d.alnum(14)}\n`,
  "CSV: quoted column": (d) => `"id";"api_key";"owner"\n"1";"${d.alnum(32)}";"a"\n`,
  "TSV: column": (d) => `user\tapi_token\nci\t${d.alnum(24)}\n`,
  "Markdown: fence": (d) => `\`\`\`sh\nexport API_KEY=${d.alnum(24)}\n\`\`\``,
};

/** Texts with one secret each: so many of each form, the same ones for the same seed. */
export const secretForms = (each: number, seed: number): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(FORMS).map(([name, form], index) => {
      const draw = drawing(seed + index);
      return [name, Array.from({ length: each }, () => form(draw))] as const;
    }),
  );

/** The name of the file that a form stands in: agent configuration is read as such. */
export const fileOfForm = (name: string): string =>
  name.startsWith("MCP") ? ".mcp.json" : name.startsWith("hook") ? ".claude/settings.json" : "text.txt";
