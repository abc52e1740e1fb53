/**
 * The page that lies in a package, as it runs in a browser. Written into the page as it stands: it uses what the page is
 * given beside it (checking, hashing, unpacking) and the words that its only argument brings.
 */
import type { RecordCatalogue } from '../record-words.ts';
import { type Check, checkPackage, type FileOnHand } from './check-package.ts';
import { fromItsRoot, isPackage } from './find-package.ts';
import { readZip, type Unpacked } from './read-zip-page.ts';
import { sha256Hex } from './sha256-page.ts';

type Words = RecordCatalogue['proof'];

/** All files below an entry that was dropped. */
export async function filesBelow(
  entry: FileSystemEntry,
  prefix: string,
): Promise<(readonly [string, File])[]> {
  const path = `${prefix}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [[path, file]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // A browser hands them out in parts, and ends with an empty one.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    found.push(...some);
  }
  const all = await Promise.all(found.map((child) => filesBelow(child, `${path}/`)));
  return all.flat();
}

/** One zip, or the files of a folder. Null: neither. */
export async function packageOf(chosen: readonly (readonly [string, File])[]): Promise<Unpacked | null> {
  const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
  const [only] = chosen;
  if (chosen.length === 1 && only && /\.zip$/iu.test(only[0])) return readZip(await bytesOf(only[1]));
  const files = await Promise.all(
    chosen.map(async ([path, file]) => ({ path, bytes: await bytesOf(file).catch(() => null) })),
  );
  return { files, checks: [] };
}

export function startPage(catalogues: Readonly<Record<string, Words>>): void {
  const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
  let words = catalogues[document.documentElement.lang] as Words;
  let shown: Unpacked | null | 'nothing' = 'nothing';

  const cell = (row: HTMLTableRowElement, text: string): void => {
    row.insertCell().textContent = text;
  };
  const list = (checks: readonly Check[]): void => {
    const body = byId('checks') as HTMLTableSectionElement;
    body.replaceChildren();
    const rank = ({ fault, note }: Check): number => (fault !== null ? 0 : note === undefined ? 2 : 1);
    // What is wrong first: nobody reads forty lines to find one.
    for (const check of [...checks].sort((a, b) => rank(a) - rank(b))) {
      const { kind, subject, fault, note } = check;
      const row = body.insertRow();
      row.className = fault === null ? 'ok' : 'bad';
      cell(row, words.kind[kind]);
      cell(row, subject);
      cell(
        row,
        fault !== null ? `✗ ${words.fault[fault]}` : note ? `• ${words.note[note]}` : `✓ ${words.ok}`,
      );
    }
  };
  const say = (state: string, text: string): void => {
    byId('result').className = state;
    byId('result').textContent = text;
  };
  const showChecks = (files: readonly FileOnHand[], checks: readonly Check[]): void => {
    const links = checks.filter(({ kind }) => kind === 'link');
    byId('limits').textContent = words.limits.replace('{place}', links[0]?.subject ?? '?');
    byId('withheld').hidden = !checks.some(({ note }) => note === 'withheld');
    const chain = files.find(({ path }) => path === 'chain.json')?.bytes;
    const text = chain ? new TextDecoder().decode(chain) : '';
    byId('hash').textContent = /"hash":"([0-9a-f]{64})"/u.exec(text)?.[1] ?? '';
    byId('stamp').hidden = !files.some(({ path }) => path.endsWith('.tsr'));
    list(checks);
    byId('details').hidden = false;
  };
  const show = (): void => {
    byId('details').hidden = true;
    const files = shown === 'nothing' || shown === null ? [] : fromItsRoot(shown.files);
    if (shown === 'nothing') say('', '');
    else if (shown === null) say('bad', words.unreadable);
    else if (!isPackage(files)) say('bad', words.none);
    else {
      const checks = [...shown.checks, ...checkPackage(files, sha256Hex)];
      const faults = checks.filter(({ fault }) => fault !== null).length;
      if (faults === 0) say('ok', words.intact);
      else say('bad', words.altered.replace('{count}', String(faults)));
      showChecks(files, checks);
    }
  };
  const translate = (): void => {
    for (const place of document.querySelectorAll<HTMLElement>('[data-word]'))
      place.textContent = String(words[place.dataset.word as keyof Words]);
    document.title = words.title;
    show();
  };
  const check = async (chosen: Promise<(readonly [string, File])[]>): Promise<void> => {
    say('', words.busy);
    shown = await chosen.then(packageOf).catch(() => null);
    show();
  };

  const picked = (input: HTMLInputElement) =>
    [...(input.files ?? [])].map((file) => [file.webkitRelativePath || file.name, file] as const);
  for (const id of ['folder', 'zip']) {
    const input = byId(id) as HTMLInputElement;
    input.addEventListener('change', () => {
      const chosen = picked(input);
      // Cleared, so that the same file chosen again is looked at again.
      input.value = '';
      void check(Promise.resolve(chosen));
    });
  }
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const entries = [...(event.dataTransfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
    void check(Promise.all(entries.map((entry) => filesBelow(entry, ''))).then((all) => all.flat()));
  });
  const language = byId('language') as HTMLSelectElement;
  language.value = document.documentElement.lang;
  language.addEventListener('change', () => {
    document.documentElement.lang = language.value;
    words = catalogues[language.value] as Words;
    translate();
  });
  translate();
}
