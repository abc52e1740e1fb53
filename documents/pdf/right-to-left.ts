/**
 * Arabic and Hebrew are drawn as they stand on the page, from the left. Whoever takes the text out again (poppler, PDF.js,
 * PDFBox) turns it round sign by sign, also the two letters of one joined sign: so these are written down turned.
 */
import type { Pdf } from './paper.ts';

/** pdfkit keeps the fonts here, each with the code points of every sign that it has drawn, and types them as nothing. */
interface WithFonts {
  readonly _fontFamilies: Readonly<Record<string, { readonly unicode?: number[][] }>>;
}

const RIGHT_TO_LEFT_LETTER = /\p{Script=Arabic}|\p{Script=Hebrew}/u;

/** Once, before the document is ended. */
export function extractInReadingOrder(doc: Pdf): void {
  for (const { unicode } of new Set(Object.values((doc as unknown as WithFonts)._fontFamilies)))
    unicode?.forEach((codes, sign) => {
      if (codes.length > 1 && RIGHT_TO_LEFT_LETTER.test(String.fromCodePoint(codes[0] ?? 0)))
        unicode[sign] = codes.toReversed();
    });
}
