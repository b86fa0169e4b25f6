import { OLDEST_NODE } from "./oldest-node.ts";

/**
 * The one step of a composite action, for bash. `program` is relative to the action's folder. A `node` that the checked-out
 * repository brings is passed over: it would be the repository's code that judges.
 */
export function compositeScript(program: string): string {
  const { major, minor, text } = OLDEST_NODE.user;
  return `node=
workspace=$(cd "$GITHUB_WORKSPACE" && pwd -P)
while IFS= read -r found; do
  [[ $found == /* ]] || continue
  # Where it really is: a link or \`..\` on PATH may lead into the workspace.
  case $(cd "\${found%/*}/" && pwd -P)/ in
    "$workspace"/*) ;;
    *) node=$found; break ;;
  esac
done < <(type -aP node)
help="Add actions/setup-node before this step, or use the action that brings its own: the same line without /check."
if [ -z "$node" ]; then
  echo "::error title=agent-ci::There is no Node.js on PATH. $help"
  exit 2
fi
version=$("$node" --version)
IFS=. read -r major minor _ <<< "\${version#v}"
if [ "$major" -lt ${major} ] || { [ "$major" -eq ${major} ] && [ "$minor" -lt ${minor} ]; }; then
  echo "::error title=agent-ci::Node.js $version on PATH is too old: ${text} or newer is needed. $help"
  exit 2
fi
exec "$node" "$GITHUB_ACTION_PATH/${program}"
`;
}
