/** From the bytes of a picture to the small frames that the model looks at. The header is read before anything is decoded. */
import sharp from 'sharp';
import phash from 'sharp-phash';

/** The model's input, in pixels a side. */
export const SIDE = 224;
/** Larger ones are bombs: platforms hand out 2,048 pixels a side. */
const MAX_PIXELS = 40_000_000;
/** Of an animation, all frames together: reaching the last means decoding those before it. */
const MAX_ALL_PIXELS = 400_000_000;
const FRAMES = 4;
/** Least spread of brightness (standard deviation of 0..255) for a hash to say anything. */
const PLAIN = 4;

sharp.cache(false);
sharp.concurrency(1);

/** A half-received picture is looked at as far as it goes: a browser shows it just so. */
const READ = { failOn: 'none', limitInputPixels: MAX_PIXELS, sequentialRead: true } as const;

export interface Frames {
  /** RGB, SIDE x SIDE each. */
  readonly frames: readonly Uint8Array[];
  readonly hash: string | null;
}

async function frameAt(bytes: Uint8Array, page: number): Promise<Uint8Array> {
  const { data } = await sharp(bytes, { ...READ, page, pages: 1 })
    .rotate()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data;
}

function spread(rgb: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  const pixels = rgb.length / 3;
  for (let at = 0; at < rgb.length; at += 3) {
    const light = ((rgb[at] ?? 0) + (rgb[at + 1] ?? 0) + (rgb[at + 2] ?? 0)) / 3;
    sum += light;
    squares += light * light;
  }
  return Math.sqrt(Math.max(0, squares / pixels - (sum / pixels) ** 2));
}

async function hashOf(rgb: Uint8Array): Promise<string | null> {
  if (spread(rgb) < PLAIN) return null;
  const options = { raw: { width: SIDE, height: SIDE, channels: 3 as const } };
  // The package is CommonJS: its types promise a default that Node gives as the function itself.
  const hash = await (phash as unknown as (image: Buffer, options: object) => Promise<string>)(
    Buffer.from(rgb),
    options,
  );
  return BigInt(`0b${hash}`).toString(16).padStart(16, '0');
}

/** Evenly spread, the first among them. */
const sampled = (pages: number): number[] => [
  ...new Set(Array.from({ length: FRAMES }, (_, n) => Math.floor((n * pages) / FRAMES))),
];

async function headerOf(bytes: Uint8Array) {
  try {
    return await sharp(bytes, { ...READ, limitInputPixels: false }).metadata();
  } catch {
    return null;
  }
}

/** `too-large` by its header alone; `unreadable` where no frame can be decoded. */
export async function decode(bytes: Uint8Array): Promise<Frames | 'too-large' | 'unreadable'> {
  const header = await headerOf(bytes);
  if (!header?.width || !header.height) return 'unreadable';
  const pages = header.pages ?? 1;
  const pixels = header.width * (header.pageHeight ?? header.height);
  if (pixels > MAX_PIXELS || pixels * pages > MAX_ALL_PIXELS) return 'too-large';
  try {
    const frames: Uint8Array[] = [];
    for (const page of sampled(pages)) frames.push(await frameAt(bytes, page));
    const [first] = frames;
    return first === undefined ? 'unreadable' : { frames, hash: await hashOf(first) };
  } catch {
    return 'unreadable';
  }
}
