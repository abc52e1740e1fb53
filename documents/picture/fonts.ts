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

/** A face, and for which characters it is: null where it does not say. */
interface Face {
  readonly css: string;
  readonly ranges: readonly (readonly [from: number, to: number])[] | null;
}

const RANGES = /unicode-range:([^;}]+)/u;

function faceOf(css: string): Face {
  const given = RANGES.exec(css)?.[1];
  const ranges = given?.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/iu, '').split('-');
    // `4??` is all from 400 to 4FF.
    return [
      Number.parseInt(from.replaceAll('?', '0'), 16),
      Number.parseInt(to.replaceAll('?', 'F'), 16),
    ] as const;
  });
  return { css, ranges: ranges ?? null };
}

async function facesOf({ name, sheet }: (typeof PACKAGES)[number], index: number): Promise<Face[]> {
  const css = await readFile(join(folderOf(name), sheet), 'utf8');
  const ours = css
    .replaceAll(/url\("?(?:\.\/files\/)?([^")]+)"?\)/gu, `url(${FONT_PATH}${index}/$1)`)
    .replaceAll('font-display: swap', 'font-display: block');
  return [...ours.matchAll(/@font-face\s*\{[^}]*\}/gu)].map(([face]) => faceOf(face));
}

const NOT_ASCII = /[^\0-\u007f]/gu;

/** The characters of a text, each once; of ASCII one stands for all, since no font here has only some of it. */
const charactersOf = (text: string): number[] => [
  'a'.charCodeAt(0),
  ...new Set([...text.matchAll(NOT_ASCII)].map(([sign]) => sign.codePointAt(0) ?? 0)),
];

/** The faces that a text needs, as a style sheet. Hundreds of faces that no text asks for take a browser their time. */
export type FacesFor = (text: string) => string;

let facesFor: Promise<FacesFor> | undefined;

export function fontFaces(): Promise<FacesFor> {
  facesFor ??= Promise.all(PACKAGES.map(facesOf)).then((all) => (text) => {
    const signs = charactersOf(text);
    const isNeeded = ({ ranges }: Face): boolean =>
      ranges === null || ranges.some(([from, to]) => signs.some((sign) => sign >= from && sign <= to));
    return all
      .flat()
      .filter(isNeeded)
      .map(({ css }) => css)
      .join('\n');
  });
  return facesFor;
}

const FILE = /^(\d+)\/([a-z0-9[\]-]+\.woff2?)$/u;

/** The bytes of a font file that {@link fontFaces} names; null for anything else. */
export async function fontFile(path: string): Promise<Buffer | null> {
  const [, index, file] = FILE.exec(path.slice(FONT_PATH.length)) ?? [];
  const found = PACKAGES[Number(index)];
  if (!path.startsWith(FONT_PATH) || file === undefined || found === undefined) return null;
  return readFile(join(folderOf(found.name), found.files, file)).catch(() => null);
}
