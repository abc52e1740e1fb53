/**
 * Pictures for invented comments, made when they are asked for: soft shapes in colours that follow from the name. They
 * show nothing and nobody. In a scenario `"picture": "made:carport.webp"` stands for one.
 */
import sharp from 'sharp';
import { seeded } from './random.ts';

const MADE = /^made:([\w-]{1,60}\.(?:jpg|png|webp))$/u;
const WIDTH = 960;
const HEIGHT = 720;

/** The file's name, or null where the picture stands somewhere else. */
export const madeName = (picture: string | null): string | null => MADE.exec(picture ?? '')?.[1] ?? null;

function svg(name: string): string {
  const random = seeded(`picture:${name}`);
  const any = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const hue = any(0, 359);
  const shapes = Array.from({ length: 14 }, () => {
    const colour = `hsl(${(hue + any(-60, 60) + 360) % 360} ${any(20, 60)}% ${any(25, 85)}%)`;
    const [x, y, r] = [any(0, WIDTH), any(0, HEIGHT), any(40, 260)];
    return random() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" opacity="0.7"/>`
      : `<rect x="${x - r}" y="${y}" width="${r * 2}" height="${any(30, 160)}" rx="8" fill="${colour}" opacity="0.7" transform="rotate(${any(-30, 30)} ${x} ${y})"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="hsl(${hue} 30% 80%)"/>${shapes.join('')}</svg>`;
}

/** Blurred ovals in the colours of sand, which the picture model takes for skin: so a demo can show a false alarm. */
function sand(): string {
  const random = seeded('s42');
  const any = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const tone = (): string => `hsl(${any(10, 30)} ${any(30, 70)}% ${any(45, 85)}%)`;
  const ovals = Array.from(
    { length: any(2, 9) },
    () =>
      `<ellipse cx="${any(0, 400)}" cy="${any(0, 400)}" rx="${any(30, 200)}" ry="${any(30, 200)}" fill="${tone()}" opacity="${0.5 + random() / 2}" transform="rotate(${any(0, 180)} 200 200)"/>`,
  ).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><filter id="b"><feGaussianBlur stdDeviation="${any(2, 30)}"/></filter><rect width="100%" height="100%" fill="${tone()}"/><g filter="url(#b)">${ovals}</g></svg>`;
}

/** Null for a name that is none of ours. */
export async function madePicture(name: string): Promise<{ type: string; bytes: Buffer } | null> {
  const format = madeName(`made:${name}`)?.split('.').at(-1);
  if (format === undefined) return null;
  const kind = format === 'jpg' ? 'jpeg' : (format as 'png' | 'webp');
  const bytes = await sharp(Buffer.from(name.startsWith('sand') ? sand() : svg(name)))
    .toFormat(kind)
    .toBuffer();
  return { type: `image/${kind}`, bytes };
}
