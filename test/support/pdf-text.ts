/** Takes out of a PDF what a person would copy, a screen reader read and an archive index. */
import { extractText, getDocumentProxy } from 'unpdf';

type Opened = Awaited<ReturnType<typeof getDocumentProxy>>;

async function opened<Found>(bytes: Uint8Array, read: (pdf: Opened) => Promise<Found>): Promise<Found> {
  const pdf = await getDocumentProxy(Uint8Array.from(bytes));
  try {
    return await read(pdf);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** The text of each page. */
export const pdfPages = (bytes: Uint8Array): Promise<string[]> =>
  opened(bytes, async (pdf) => (await extractText(pdf, { mergePages: false })).text);

/** Line breaks and runs of spaces count as one space. */
export const oneSpace = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
export const noSpace = (text: string): string => text.replaceAll(/\s+/gu, '');

interface Tagged {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly object[];
}
export interface TaggedElement {
  readonly role: string;
  /** What it says to those who cannot see it; null: nothing but its content. */
  readonly alt: string | null;
}

const elementsOf = ({ role, alt, children = [] }: Tagged): TaggedElement[] => [
  ...(role === undefined ? [] : [{ role, alt: alt ?? null }]),
  ...children.flatMap(elementsOf),
];

/** The elements of all pages, in order. */
export const pdfElements = (bytes: Uint8Array): Promise<TaggedElement[]> =>
  opened(bytes, async (pdf) => {
    const found: TaggedElement[] = [];
    for (let page = 1; page <= pdf.numPages; page++) {
      const tree: Tagged | null = await (await pdf.getPage(page)).getStructTree();
      if (tree !== null) found.push(...elementsOf(tree));
    }
    return found;
  });
