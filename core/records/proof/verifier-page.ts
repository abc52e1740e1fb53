/** One HTML file without a network: it checks the package that it lies in, or any other, on the reader's own machine. */
import type { DocumentLanguage } from '../../evidence/package.ts';
import { recordCatalogue } from '../record-words.ts';
import { CHECKING } from './check-package.ts';
import { FINDING } from './find-package.ts';
import { UNPACKING } from './read-zip-page.ts';
import { sha256Hex } from './sha256-page.ts';
import { filesBelow, packageOf, startPage } from './verifier-script.ts';

const STYLE = `
body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem;color:#1b1b1b;background:#fff}
h1{font-size:1.6rem;margin:0}header{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;align-items:center}
.drop{border:2px dashed #595959;border-radius:.5rem;padding:1.5rem;margin:1rem 0;display:flex;flex-wrap:wrap;gap:1.5rem}
.drop p{flex-basis:100%;margin:0}label{display:grid;gap:.25rem;font-weight:600;min-width:0}select,input{font:inherit;max-width:100%}input{width:100%}
#result{font-size:1.25rem;font-weight:600;min-height:2rem}#result.ok{color:#0b5a2b}#result.bad{color:#a11616}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid #d0d0d0;vertical-align:top}
td:nth-child(2){overflow-wrap:anywhere;width:60%}td:nth-child(3){min-width:8rem}
tr.bad td{font-weight:600;color:#a11616}code{overflow-wrap:anywhere}
@media (max-width:40rem){body{padding:1rem}thead{position:absolute;clip-path:inset(50%)}table,tbody{display:block}tr{display:grid;grid-template-columns:minmax(0,1fr);padding:.5rem 0;border-bottom:1px solid #d0d0d0}td,td:nth-child(n){border:0;overflow-wrap:anywhere;padding:0;width:auto;white-space:normal}}
:focus-visible{outline:3px solid #0b4fb3;outline-offset:2px}`;

/** Nothing may be fetched, sent or framed: what a package says stays where it is. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A piece of our own program can hold the sign that ends a script only by mistake; it would end the page's. */
const inScript = (source: string): string => source.replaceAll('</', '<\\/');

export function verifierPage(language: DocumentLanguage): string {
  const languages = { sv: 'Svenska', nb: 'Norsk', en: 'English' } as const;
  const catalogues = Object.fromEntries(
    (Object.keys(languages) as DocumentLanguage[]).map((code) => [code, recordCatalogue(code).proof]),
  );
  const functions = [sha256Hex, ...UNPACKING, ...CHECKING, ...FINDING, filesBelow, packageOf, startPage];
  const script = [
    "'use strict';",
    ...functions.map(String),
    `startPage(${JSON.stringify(catalogues)});`,
  ].join('\n');
  const options = Object.entries(languages)
    .map(([code, name]) => `<option value="${code}" lang="${code}">${name}</option>`)
    .join('');
  const word = (tag: string, name: string): string => `<${tag} data-word="${name}"></${tag}>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${recordCatalogue(language).proof.title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>${word('h1', 'title')}<label>${word('span', 'language')}<select id="language">${options}</select></label></header>
<main>
<div class="drop">${word('p', 'intro')}
<label>${word('span', 'folder')}<input id="folder" type="file" webkitdirectory></label>
<label>${word('span', 'zip')}<input id="zip" type="file" accept=".zip"></label></div>
<p id="result" role="status"></p>
<div id="details" hidden>
<p id="limits"></p>
<p id="withheld" data-word="withheld" hidden></p>
<p data-word="outside"></p>
<p>${word('span', 'head')}: <code id="hash"></code></p>
<p id="stamp" data-word="stamp" hidden></p>
<table><thead><tr>${word('th', 'check')}${word('th', 'subject')}${word('th', 'result')}</tr></thead><tbody id="checks"></tbody></table>
</div>
</main>
<script>
${inScript(script)}
</script>
</body>
</html>
`;
}
