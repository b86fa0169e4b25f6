import type { SecretKind } from "../secret-kind.ts";
import { alone } from "../prefixed.ts";

/** Credentials of a form that every service may use. */
export const ANYWHERE: readonly SecretKind[] = [
  {
    id: "json-web-token",
    title: "JSON web token",
    anchors: ["eyJ"],
    token: true,
    pattern: alone(String.raw`eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1000}`),
    revoke: "whoever issued it",
    rotate: "end the session, or change the signing key where it has none",
  },
  {
    id: "json-web-token-base64",
    title: "JSON web token in base64",
    anchors: ["ZXlK"],
    token: true,
    pattern: alone("ZXlK[A-Za-z0-9+/_-]{40,4000}={0,2}"),
    revoke: "whoever issued it",
    rotate: "end the session, or change the signing key where it has none",
  },
  {
    id: "bearer-token",
    title: "bearer token",
    anchors: ["earer ", "EARER "],
    pattern: /\b(?:Bearer|bearer|BEARER) {1,4}([A-Za-z0-9._~+/-]{20,2000}={0,2})/g,
    revoke: "the service that the request goes to",
  },
  {
    id: "basic-credentials",
    title: "user and password of a request",
    anchors: ["uthorization"],
    pattern: /[aA]uthorization\\{0,2}["']?\s?[:=,]\s{0,4}\\{0,2}["'`]?[bB]asic[ \t]{1,4}([A-Za-z0-9+/]{8,400}={0,2})/g,
    revoke: "the service that the request goes to",
    rotate: "change the password",
  },
  {
    id: "curl-password",
    title: "password of a request",
    anchors: ["curl "],
    pattern: /\bcurl [^\n]{0,300}?(?:-u|--user)[ =]["']?[^\s"':]{0,80}:([^\s"'@]{6,200})/g,
    revoke: "the service that the request goes to",
    rotate: "change the password",
  },
  {
    id: "command-password",
    title: "password of a command",
    anchors: ["mysql", "redis-cli ", "docker login"],
    // Each of these programs has a letter of its own for it.
    pattern:
      /\b(?:mysql(?:dump|admin|import)? [^\n]{0,100}?-p(?=\S{8})|redis-cli [^\n]{0,100}?-a |docker login [^\n]{0,100}?-p )\\?["']?([^\s"'`\\]{8,200})/g,
    revoke: "the server that the command goes to",
    rotate: "change the password",
  },
  {
    id: "sql-password",
    title: "password of a database's user",
    anchors: ["IDENTIFIED BY", "identified by"],
    pattern: /(?:IDENTIFIED BY|identified by) (?:PASSWORD )?["']([^\s"'`\\]{8,200})["']/g,
    revoke: "the server that the statement goes to",
    rotate: "change the password",
  },
  {
    id: "pgpass-password",
    title: "password of a database",
    anchors: [":*:", ":5432:"],
    pattern: /(?<![^\s"'`])[\w.*-]{1,100}:(?:5432|\*):[\w.*-]{1,60}:[\w.@-]{1,60}:([^\s"'`]{8,100})(?![^\s"'`])/g,
    revoke: "the server that the line names",
    rotate: "change the password",
  },
  {
    id: "url-password",
    title: "password in a URL",
    anchors: ["://"],
    // A user begins with `$(` where a shell puts one in: what is behind the colon is a variable's name.
    pattern: /:\/\/[^\s/:@"'`<>{(]{0,100}:([^\s/:@"'`<>\\]{6,200})@[A-Za-z0-9.-]{1,100}/g,
    revoke: "the server that the URL names",
    rotate: "change the password",
  },
  {
    id: "url-token",
    title: "token in a URL",
    anchors: ["://"],
    // The key in an address of Sentry is public: at its own host, or before the number of a project at another.
    pattern:
      /:\/\/(?![0-9a-f]{32}@[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?\/[0-9]{1,20}(?![\w/]))([A-Za-z0-9_-]{20,200})@(?![A-Za-z0-9.-]{0,60}sentry)[A-Za-z0-9.-]{1,100}/g,
    revoke: "the server that the URL names",
  },
  {
    id: "age-key",
    title: "age secret key",
    anchors: ["AGE-SECRET-KEY-1"],
    token: true,
    pattern: alone("AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    revoke: "every file that is encrypted for it",
    rotate: "make another key and encrypt again; what it opened is known",
  },
  {
    id: "note-key",
    title: "private key of an audit log",
    anchors: ["PRIVATE+KEY+"],
    // Of signed notes, as golang.org/x/mod/sumdb/note writes them and `agent-ci rollout init` does.
    pattern: /PRIVATE\+KEY\+[^\s+]{1,200}\+[0-9a-f]{8}\+(A[A-Za-z0-9+/]{43})(?![A-Za-z0-9+/=])/g,
    revoke: "every place that trusts its public half: take it out",
    rotate: "make a new pair, and let the former public key stand behind the new one",
  },
  {
    id: "private-key-base64",
    title: "private key in base64",
    anchors: ["LS0tLS1CRUdJTi"],
    token: true,
    pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{80,20000}={0,2}/g,
    revoke: "every place that trusts its public half: take it out",
    rotate: "make a new pair",
  },
  {
    id: "private-key",
    title: "private key",
    anchors: ["PRIVATE KEY"],
    // Up to the end of the key, or as far as it goes on like one: half a key in a text is a leak as well.
    pattern:
      /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----((?:[\sA-Za-z0-9+/=:,.\\]|-(?!----)){64,20000})/g,
    revoke: "every place that trusts its public half: take it out",
    rotate: "make a new pair",
  },
];
