/** What every PDF of ours is: PDF/A-1 with embedded fonts, and with no other time in it than its own. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

const { resolve } = createRequire(import.meta.url);
/** DejaVu holds Latin with Sami, Greek, Cyrillic, Arabic and Hebrew; `han` what Chinese and Japanese are written with. */
export const FONT_FILES = {
  regular: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  mono: resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
  // The package lets its code be asked for, not its files.
  han: join(resolve('@embedpdf/fonts-sc'), '../../fonts/NotoSansHans-Regular.otf'),
} as const;
export type FontName = keyof typeof FONT_FILES;

export const INK = '#000000';
export const GREY = '#444444';
export const LINE = '#bbbbbb';

export interface Paper {
  readonly title: string;
  readonly locale: string;
  /** The only time in the file, so that the same content gives the same bytes. */
  readonly madeAt: Date;
  readonly layout: 'portrait' | 'landscape';
  readonly margin: number;
  /** With headings, paragraphs and pictures that a screen reader can follow (PDF/A-1a). */
  readonly tagged: boolean;
}

/** The version is 1.4: in an older one pdfkit writes no metadata, in a newer one it would not be PDF/A-1. */
export function newPdf({ title, locale, madeAt, layout, margin, tagged }: Paper): Pdf {
  return new PDFDocument({
    size: 'A4',
    layout,
    margin,
    subset: tagged ? 'PDF/A-1a' : 'PDF/A-1b',
    tagged,
    pdfVersion: '1.4',
    font: FONT_FILES.regular,
    lang: locale,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: 'Uppsikt', CreationDate: madeAt },
  });
}

/**
 * By the file's path. Under a registered name pdfkit would open the font of the document anew at every change to it: it
 * keeps a font that it finds again only under the name by which it first had it.
 */
export const setFont = (doc: Pdf, name: FontName): Pdf => doc.font(FONT_FILES[name]);

/** The whole file, once the document has been ended. Ask before anything is drawn. */
export function bytesOf(doc: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise<Buffer>((resolved, failed) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolved(Buffer.concat(chunks)));
    doc.on('error', failed);
  });
}

/** pdfkit keeps fontkit's font here and types it as nothing. */
interface WithFont {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Whether the font that is now set has a sign. */
export const fontHas = (doc: Pdf, codePoint: number): boolean =>
  (doc as unknown as WithFont)._font.font.hasGlyphForCodePoint(codePoint);
