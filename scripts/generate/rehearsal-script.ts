/**
 * POSIX sh: lets another user than root get at the program, which has the stand-ins of MCP servers. Then takes out what a runner of GitLab leaves of its job's token, and that alone. It is in the addresses of
 * `.git/config` and of its submodules up to 18.5, later in a file beside the checkout that `.git/config` includes; with
 * FF_GIT_URLS_WITHOUT_TOKENS a helper there knows it. What else is a credential stays, and the dry run refuses it. Our
 * own git brings the token from the job's environment. gitlab-runner, shells/abstract.go of 16.11, 17.6, 18.5, 18.6 and
 * 19.4, read 2026-11-30.
 */
export const BEFORE_REHEARSING = String.raw`
chmod 711 "$work"
# The runner leaves its job's token in the checkout, or a helper that knows it: the agent is to find neither.
{
  find .git "$PWD.tmp" -name objects -prune -o -type f \
    \( -name config -o -name .gitlab-runner.ext.conf -o -name cred-helper.conf \) -print 2> /dev/null || : # none
} |
  while IFS= read -r file; do
    sed -e 's#://gitlab-ci-token:[^@/]*@#://#g' -e '/helper = .*CI_JOB_TOKEN/d' "$file" > "$work/config"
    cmp -s "$work/config" "$file" || cat "$work/config" > "$file" || : # it stays, and is refused
  done`;
