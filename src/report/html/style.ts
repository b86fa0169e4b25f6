/** Entries that open: a bar in the colour of how it went, labels beside what was said, and above it on a phone. */
const FOLDS = `
.search{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:-8px -22px 14px;padding:8px 22px;border-bottom:1px solid var(--line);background:var(--card)}
.search[hidden]{display:none}.search input{flex:1 1 180px;min-width:0}
.search input,.search button{padding:5px 10px;border:1px solid var(--line);border-radius:8px;background:var(--back);color:inherit;font:inherit;font-size:14px}
.search button{cursor:pointer}.search output{min-width:72px;color:var(--soft);font-size:13px;font-variant-numeric:tabular-nums}
.search :focus-visible,summary:focus-visible{outline:2px solid var(--text);outline-offset:1px}
.fold{margin:8px 0;border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px}
.fold.off{display:none}.fold.good{border-left-color:var(--good)}.fold.bad{border-left-color:var(--bad)}.fold.mild{border-left-color:var(--mild)}
.fold>summary,.leafless>p{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline;margin:0;padding:7px 12px;overflow-wrap:anywhere}
.fold>summary{cursor:pointer;list-style:none}.fold>summary::-webkit-details-marker{display:none}
.fold>summary::before{content:"▸";color:var(--soft);font-size:12px}.fold[open]>summary::before{content:"▾"}
.fold>summary b{font-weight:600}.fold small{font-variant-numeric:tabular-nums}.fold small:not(:last-child)::after{content:" ·"}
.fold.bad>summary small:first-of-type{color:var(--bad);font-weight:600}.fold.mild>summary small:first-of-type{color:var(--mild)}
.fold .fold{margin:6px 12px}.fold>:last-child{margin-bottom:10px}.leafless>:last-child{margin-bottom:0}
.part{display:grid;grid-template-columns:112px minmax(0,1fr);gap:0 12px;padding:6px 12px;border-top:1px solid var(--line)}
.part i{color:var(--soft);font-size:12px;font-style:normal;line-height:22px;overflow-wrap:anywhere}
.part pre,.part dd{margin:0;font:14px/1.55 system-ui,sans-serif;white-space:pre-wrap;overflow-wrap:anywhere}
.part.code pre,.part dd{font:12.5px/1.6 ui-monospace,monospace}
.part.good i{color:var(--text);font-weight:600}.part.bad i,.part.mild i{font-weight:600}
.part.bad i{color:var(--bad)}.part.mild i{color:var(--mild)}.part.good{background:var(--back)}
.part dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 10px;margin:0;color:var(--soft)}
.part dt{font-size:12px;line-height:22px}.part mark{border-radius:3px;background:var(--c4);color:var(--text)}
::highlight(hit){background:var(--c2);color:var(--text)}::highlight(here){background:var(--mild);color:var(--card)}
@media (max-width:640px){td:first-child{min-width:176px}td{min-width:84px}body{padding:20px 12px 48px}section{padding:16px 14px}.search{margin:-6px -14px 12px;padding:8px 14px}
.part{grid-template-columns:minmax(0,1fr)}.fold .fold{margin:6px 6px}.part,.fold>summary,.leafless>p{padding-left:9px;padding-right:9px}}
`.trim();

/**
 * The page's style. Two palettes, by what the reader's system asks for;
 * colours of areas keep a contrast of 4.5 with their text in both.
 */
export const STYLE = `
:root{--back:#fbfbfd;--card:#fff;--text:#1b1f2a;--soft:#5a6172;--line:#e3e6ee;--shade:0 1px 3px #1b1f2a14;
--c0:#c9dcff;--c1:#c4ecd6;--c2:#ffe0b8;--c3:#ead4ff;--c4:#ffd3dc;--c5:#cdeef2;--good:#13734a;--bad:#b3203a;--mild:#8a5a00;--l0:#2b5fc4;--l1:#13734a;--l2:#8a5a00;--l3:#7a3fb5}
@media (prefers-color-scheme:dark){:root{--back:#12141a;--card:#1a1d26;--text:#e9ecf4;--soft:#a3abbd;--line:#2c313e;--shade:none;
--c0:#24417d;--c1:#1b5a3e;--c2:#6d4712;--c3:#523178;--c4:#762b41;--c5:#1c5560;--good:#5fd6a0;--bad:#ff8a9c;--mild:#f0bd5c;--l0:#86aeff;--l1:#5fd6a0;--l2:#f0bd5c;--l3:#c79bff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1120px;padding:32px 24px 64px;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
h1{margin:0;font-size:24px;letter-spacing:-.01em}h2{margin:0 0 14px;font-size:17px}
header{margin-bottom:24px;overflow-wrap:anywhere}header p{margin:4px 0 0;color:var(--soft)}
h1 span{margin-left:8px;padding:2px 12px;border:1px solid;border-radius:999px;font-size:14px;font-weight:600;vertical-align:middle}
.pass,.info{color:var(--good)}.fail,.error{color:var(--bad)}.inconclusive,.warning{color:var(--mild)}
section{margin-bottom:24px;padding:22px;border:1px solid var(--line);border-radius:12px;background:var(--card);box-shadow:var(--shade)}
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th{padding:6px 10px;color:var(--soft);font-size:13px;font-weight:600;text-align:left}
td{padding:6px 10px;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.names{max-width:24em;overflow-wrap:break-word}.number{text-align:right;white-space:nowrap}small{color:var(--soft)}code{font:13px/1.5 ui-monospace,monospace}
figure{margin:0 0 18px}figcaption{margin-bottom:8px}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;margin:0 0 12px;padding:0;list-style:none;font-size:12px}
.legend li::before{content:"";display:inline-block;width:12px;height:12px;margin-right:7px;border-radius:3px;background:var(--c);vertical-align:-1px}
.legend b{font-weight:500;color:var(--soft)}
.map{position:relative;width:100%;aspect-ratio:5/2;border-radius:8px;overflow:hidden}
.leaf{position:absolute;overflow:hidden;background:var(--c);box-shadow:inset 0 0 0 1px var(--card);font-size:13px;line-height:1.25}
.leaf:hover{outline:2px solid var(--text);outline-offset:-2px;z-index:1}
.leaf span,.leaf small{display:block;margin:0 8px;overflow:hidden;text-overflow:ellipsis}.leaf span{max-height:2.5em;margin-top:5px;overflow-wrap:anywhere;font-weight:600}
.leaf small{color:inherit;white-space:nowrap}
a{color:inherit}.switches label{margin-right:18px;cursor:pointer}
details.rule{margin-top:10px;padding-top:10px;border-top:1px solid var(--line)}details.rule summary{cursor:pointer}details.rule p{margin:8px 0}
.findings:has(.show-error:not(:checked)) .error-rule,.findings:has(.show-warning:not(:checked)) .warning-rule,
.findings:has(.show-info:not(:checked)) .info-rule{display:none}
.c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}.c5{--c:var(--c5)}
.l0{--c:var(--l0)}.l1{--c:var(--l1)}.l2{--c:var(--l2)}.l3{--c:var(--l3)}
.plot{display:grid;margin-bottom:16px;grid-template-columns:max-content minmax(0,1fr);gap:0 8px}
.scale{display:flex;flex-direction:column;justify-content:space-between;margin:-8px 0;padding:0;list-style:none;color:var(--soft);font-size:12px;text-align:right;font-variant-numeric:tabular-nums}
.field{position:relative;height:180px}.field svg{display:block;width:100%;height:100%;overflow:visible}
.field path{fill:none;vector-effect:non-scaling-stroke}.grid{stroke:var(--line)}.field .line{stroke:var(--c);stroke-width:2}.field .under{fill:var(--c);opacity:.12}
.mark{position:absolute;bottom:-14px;width:9px;height:9px;margin-left:-4px;border-radius:50%;background:var(--mild)}.mark.good{background:var(--good)}.mark.bad{background:var(--bad)}
.span{display:flex;justify-content:space-between;margin:4px 0 0;color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
@media (min-width:641px){.stacked td:first-child{white-space:nowrap}}
@media (max-width:640px){.stacked thead{display:none}.stacked tr{display:block;padding:8px 0;border-top:1px solid var(--line)}.stacked tr:first-child{border-top:0}
.stacked tr td{display:grid;grid-template-columns:104px minmax(0,1fr);gap:0 10px;min-width:0;padding:2px 0;border:0;text-align:left;white-space:normal}.stacked tr td:empty{display:none}
.stacked td::before{content:attr(data-column);color:var(--soft);font-size:13px}}
.notes{margin:10px 0 24px;padding-left:18px;color:var(--soft);font-size:13px;overflow-wrap:anywhere}
${FOLDS}
`.trim();
