/** Makes of a sealed picture what PDF/A takes and a page holds: no alpha, RGB, cut between lines where it is tall. */
import sharp from 'sharp';
import type { EvidencePicture } from '../../core/evidence/package.ts';

export interface PicturePart {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

// Every picture is drawn once: what sharp would keep of it is never asked for again.
sharp.cache(false);
sharp.concurrency(1);

/** Far above any screenshot, far below what would fill the memory. */
const MOST_PIXELS = 60_000_000;
/** How much of a page's height may stay empty so that no line of text is cut through. */
const LEEWAY = 0.2;

/**
 * `pageRatio`: height by width of the page's room. A rendered picture keeps its pixels (PNG); a photograph becomes JPEG.
 * Null where the bytes are no picture that can be read: the sealed file stands beside the document.
 */
export async function pictureParts(
  { bytes, kind }: EvidencePicture,
  pageRatio: number,
): Promise<PicturePart[] | null> {
  try {
    const flat = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = flat.info;
    const raw = { width, height, channels } as const;
    const format = kind === 'attachment' ? 'jpeg' : 'png';
    const parts: PicturePart[] = [];
    const room = Math.max(1, Math.floor(width * pageRatio));
    const tallest = kind === 'attachment' ? height : partHeight(height, room);
    for (let top = 0; top < height; ) {
      const end = endOfPart(flat.data, { top, tallest, ...raw });
      const part = sharp(flat.data, { raw }).extract({ left: 0, top, width, height: end - top });
      const made = format === 'jpeg' ? part.jpeg({ quality: 90 }) : part.png({ palette: false });
      parts.push({ bytes: await made.toBuffer(), width, height: end - top });
      top = end;
    }
    return parts;
  } catch {
    return null;
  }
}

/**
 * Parts of like height: what is cut off at a plain row goes to the next part, and must not leave a sliver of a few rows,
 * which says nothing, for a last one.
 */
function partHeight(height: number, room: number): number {
  if (height <= room) return room;
  const parts = Math.ceil(height / (room * (1 - LEEWAY / 2)));
  return Math.min(room, Math.ceil((height / parts) * (1 + LEEWAY / 2)));
}

interface Cut {
  readonly top: number;
  readonly tallest: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** The last row of one colour alone before the page ends; where there is none, the page's end. */
function endOfPart(pixels: Buffer, { top, tallest, width, height, channels }: Cut): number {
  if (top + tallest >= height) return height;
  const row = width * channels;
  const isPlain = (at: number): boolean => {
    const first = pixels.subarray(at * row, at * row + channels);
    for (let x = channels; x < row; x++) if (pixels[at * row + x] !== first[x % channels]) return false;
    return true;
  };
  for (let at = top + tallest; at > top + tallest * (1 - LEEWAY); at--) if (isPlain(at)) return at;
  return top + tallest;
}
