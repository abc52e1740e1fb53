/** The fonts of a picture: they come with the project, so that it looks the same on every machine. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A package's sheet, and the folder that its files stand in. */
const PACKAGES = [
  { name: '@fontsource-variable/noto-sans', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-arabic', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-hebrew', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-sc', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-thai', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-devanagari', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-ethiopic', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-georgian', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-armenian', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-bengali', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-tamil', sheet: 'index.css', files: 'files' },
  { name: '@fontsource-variable/noto-sans-kr', sheet: 'index.css', files: 'files' },
  { name: 'twemoji-colr-font', sheet: 'twemoji.css', files: '.' },
  // For emoji that are newer than the coloured ones.
  { name: '@fontsource/noto-emoji', sheet: 'index.css', files: 'files' },
] as const;
/** Under this path the browser asks for them; nothing of it leaves the machine. */
export const FONT_PATH = '/fonts/';

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

let faces: Promise<string> | undefined;

async function facesOf({ name, sheet }: (typeof PACKAGES)[number], index: number): Promise<string> {
  const css = await readFile(join(folderOf(name), sheet), 'utf8');
  return css
    .replaceAll(/url\("?(?:\.\/files\/)?([^")]+)"?\)/gu, `url(${FONT_PATH}${index}/$1)`)
    .replaceAll('font-display: swap', 'font-display: block');
}

/** Every face, each for the characters that it has: only those that a text needs are loaded. */
export function fontFaces(): Promise<string> {
  faces ??= Promise.all(PACKAGES.map(facesOf)).then((all) => all.join('\n'));
  return faces;
}

const FILE = /^(\d+)\/([a-z0-9[\]-]+\.woff2?)$/u;

/** The bytes of a font file that {@link fontFaces} names; null for anything else. */
export async function fontFile(path: string): Promise<Buffer | null> {
  const [, index, file] = FILE.exec(path.slice(FONT_PATH.length)) ?? [];
  const found = PACKAGES[Number(index)];
  if (!path.startsWith(FONT_PATH) || file === undefined || found === undefined) return null;
  return readFile(join(folderOf(found.name), found.files, file)).catch(() => null);
}
