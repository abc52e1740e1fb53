/** The fonts of a picture: they come with the project, so that it looks the same on every machine. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface Package {
  readonly name: string;
  readonly sheet: string;
  /** The folder that its files stand in. */
  readonly files: string;
  /** For which characters it is here; left out: those that the sheet names. */
  readonly range?: string;
}
/** These faces of scripts name characters that they have no sign for. */
const OVERSTATED = /-(?:math|symbols)-wght-normal/u;

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
  // Letters dressed up as mathematics, which people write insults with. The sheet tells of its Latin letters alone.
  {
    name: '@fontsource/noto-sans-math',
    sheet: 'index.css',
    files: 'files',
    range: 'U+2100-214F,U+2190-22FF,U+27C0-27EF,U+2900-2AFF,U+1D400-1D7FF',
  },
  { name: 'twemoji-colr-font', sheet: 'twemoji.css', files: '.' },
  // For emoji that are newer than the coloured ones.
  { name: '@fontsource/noto-emoji', sheet: 'index.css', files: 'files' },
] as const satisfies readonly Package[];
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

async function facesOf({ name, sheet, range }: Package, index: number): Promise<Face[]> {
  const css = await readFile(join(folderOf(name), sheet), 'utf8');
  const ours = css
    .replaceAll(/url\("?(?:\.\/files\/)?([^")]+)"?\)/gu, `url(${FONT_PATH}${index}/$1)`)
    .replaceAll('font-display: swap', 'font-display: block');
  return [...ours.matchAll(/@font-face\s*\{[^}]*\}/gu)]
    .filter(([face]) => !OVERSTATED.test(face))
    .map(([face]) => faceOf(range === undefined ? face : face.replace(RANGES, `unicode-range: ${range}`)));
}

const NOT_ASCII = /[^\0-\u007f]/gu;

/** The characters of a text, each once; of ASCII one stands for all, since no font here has only some of it. */
const charactersOf = (text: string): number[] => [
  'a'.charCodeAt(0),
  ...new Set([...text.matchAll(NOT_ASCII)].map(([sign]) => sign.codePointAt(0) ?? 0)),
];

export interface PictureFonts {
  /** The faces that a text needs, as a style sheet. Hundreds of faces that no text asks for take a browser their time. */
  facesFor(text: string): string;
  /** Whether any face has a sign for it. */
  has(codePoint: number): boolean;
}

/** What the coloured face draws, which does not say for what it is there, and what joins and colours it. */
const EMOJI = /\p{Emoji}|\p{Emoji_Component}/u;
const isEmoji = (codePoint: number): boolean => EMOJI.test(String.fromCodePoint(codePoint));

const covers = ({ ranges }: Face, sign: number): boolean =>
  ranges?.some(([from, to]) => sign >= from && sign <= to) ?? isEmoji(sign);

let fonts: Promise<PictureFonts> | undefined;

export function pictureFonts(): Promise<PictureFonts> {
  fonts ??= Promise.all(PACKAGES.map(facesOf)).then((packages) => {
    const faces = packages.flat();
    return {
      facesFor(text) {
        const signs = charactersOf(text);
        const needed = faces.filter((face) => signs.some((sign) => covers(face, sign)));
        return needed.map(({ css }) => css).join('\n');
      },
      has: (codePoint) => faces.some((face) => covers(face, codePoint)),
    };
  });
  return fonts;
}

const FILE = /^(\d+)\/([a-z0-9[\]-]+\.woff2?)$/u;

/** The bytes of a font file that {@link pictureFonts} names; null for anything else. */
export async function fontFile(path: string): Promise<Buffer | null> {
  const [, index, file] = FILE.exec(path.slice(FONT_PATH.length)) ?? [];
  const found = PACKAGES[Number(index)];
  if (!path.startsWith(FONT_PATH) || file === undefined || found === undefined) return null;
  return readFile(join(folderOf(found.name), found.files, file)).catch(() => null);
}
