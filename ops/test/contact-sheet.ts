/**
 * `npm run shots -- DIR`: a picture of every state of the client (`test/support/states`) at the desk and on the phone, in
 * light and dark, and sheets of them side by side for a person to look through; `--sheets`: of pictures that are there.
 * Nothing of it is committed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

const COLUMNS = ['desk-light', 'desk-dark', 'phone-light', 'phone-dark'] as const;
const HEIGHT = 560;
const GAP = 12;
const CAPTION = 26;
const ROWS = 3;
/** A very long page shows its beginning. */
const LONGEST = 1.4;

const [given, only] = process.argv.slice(2);
if (given === undefined || (only !== undefined && only !== '--sheets')) {
  process.stderr.write('usage: npm run shots -- DIR [--sheets]\n');
  process.exit(2);
}
const folder = resolve(given);
mkdirSync(folder, { recursive: true });
const env = { ...process.env, UPPSIKT_SHOTS: folder };
const run =
  only === undefined
    ? spawnSync('npm', ['run', 'test:looks', '--', 'looks-'], { env, stdio: 'inherit' })
    : { status: 0 };

const caption = (text: string, width: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CAPTION}"><text x="4" y="19" font-family="sans-serif" font-size="17">${text}</text></svg>`,
  );

async function shrunk(file: string): Promise<{ data: Buffer; width: number }> {
  const { width, height } = await sharp(file).metadata();
  const tall = Math.min(height, Math.round(Math.max(width, 800) * LONGEST));
  const image = sharp(file).extract({ left: 0, top: 0, width, height: tall });
  const { data, info } = await image.resize({ height: HEIGHT }).png().toBuffer({ resolveWithObject: true });
  return { data, width: info.width };
}

async function sheet(states: readonly string[], to: string): Promise<void> {
  const parts: OverlayOptions[] = [];
  let width = 0;
  for (const [row, state] of states.entries()) {
    const top = row * (HEIGHT + CAPTION + GAP);
    parts.push({ input: caption(state, 1400), left: 0, top });
    let left = 0;
    for (const column of COLUMNS) {
      const file = `${state}.${column}.png`;
      if (!pictures.has(file)) continue;
      const picture = await shrunk(join(folder, file));
      parts.push({ input: picture.data, left, top: top + CAPTION });
      left += picture.width + GAP;
    }
    width = Math.max(width, left, 1400);
  }
  const height = states.length * (HEIGHT + CAPTION + GAP);
  const page = sharp({ create: { width, height, channels: 3, background: '#fff' } });
  await page.composite(parts).png().toFile(to);
}

const pictures = new Set(readdirSync(folder));
const states = [
  ...new Set(
    [...pictures].filter((name) => name.split('.').length === 3).map((name) => name.split('.')[0] ?? ''),
  ),
];
for (let first = 0; first < states.length; first += ROWS)
  await sheet(
    states.slice(first, first + ROWS),
    join(folder, `sheet-${String(first / ROWS + 1).padStart(2, '0')}.png`),
  );
process.stdout.write(`${states.length} states in ${folder}\n`);
process.exit(run.status ?? 1);
