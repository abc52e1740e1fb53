/** Where in a folder or a zip the package lies, if there is one. Written into the page as it stands, like the checks. */
import { type FileOnHand, jsonOf } from './check-package.ts';

/** What lies at the root of every package, in any of our languages. */
export function ownNames(): readonly string[] {
  return [
    ...['manifest.json', 'checksums.sha256', 'chain.json', 'chain-head.tsr'],
    ...['bevisrapport.pdf', 'evidence-report.pdf', 'verifiera.html', 'verifiser.html', 'verify.html'],
    ...['LÄS MIG.txt', 'LES MEG.txt', 'READ ME.txt'],
  ];
}

/**
 * A package in a folder or a zip is one folder in it: seen from its own root. What lies beside that folder is named
 * from there, and so is outside the list. Several packages at once are none.
 */
export function fromItsRoot(files: readonly FileOnHand[]): FileOnHand[] {
  const names = new Set(ownNames());
  const roots = new Map<string, number>();
  for (const { path } of files) {
    const cut = path.lastIndexOf('/') + 1;
    if (names.has(path.slice(cut).normalize('NFC')))
      roots.set(path.slice(0, cut), (roots.get(path.slice(0, cut)) ?? 0) + 1);
  }
  const [root, ...more] = [...roots].filter(([, count]) => count > 1).map(([folder]) => folder);
  if (root === undefined || more.length > 0) return [...files];
  const inside = files.filter(({ path }) => path.startsWith(root)).length;
  // Somebody's folder in which a package lies among much else is none.
  if (inside * 2 < files.length) return [...files];
  return files.map(({ path, bytes }) => ({
    path: path.startsWith(root) ? path.slice(root.length) : `../${path}`,
    bytes,
  }));
}

/** Whether it was ever one of ours; what is left of one counts. */
export function isPackage(files: readonly FileOnHand[]): boolean {
  const paths = new Set(files.map(({ path }) => path.normalize('NFC')));
  const ours = ownNames().filter((path) => paths.has(path));
  const manifest = jsonOf(files.find(({ path }) => path === 'manifest.json')?.bytes);
  return ours.length >= 2 || manifest?.format === 'uppsikt-package-1';
}

/** What the page is given of this file. */
export const FINDING = [ownNames, fromItsRoot, isPackage] as const;
