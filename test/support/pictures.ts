/** Pictures for tests, made here, and a server on this machine that hands them out, well and badly. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';

const shapes = (width: number, height: number, hue: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g"><stop offset="0" stop-color="hsl(${hue} 60% 30%)"/><stop offset="1" stop-color="hsl(${(hue + 90) % 360} 60% 80%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${width / 3}" cy="${height / (2 + hue / 180)}" r="${height / 4}" fill="hsl(${(hue + 180) % 360} 70% 50%)"/><rect x="${width / 2}" y="${(height * (hue % 100)) / 150}" width="${width / 4}" height="${height / 3}" fill="#222"/></svg>`,
  );

/** 1 megapixel by default. */
export function picture(
  format: 'jpeg' | 'png' | 'webp',
  { width = 1200, height = 834, hue = 30 } = {},
): Promise<Buffer> {
  return sharp(shapes(width, height, hue))
    .toFormat(format)
    .toBuffer();
}

/** Several frames, one below the other as sharp wants them. */
export async function animation(format: 'gif' | 'webp', frames = 12): Promise<Buffer> {
  const [width, height] = [160, 120];
  const parts = await Promise.all(
    Array.from({ length: frames }, (_, n) =>
      sharp(shapes(width, height, (n * 25) % 360))
        .removeAlpha()
        .raw()
        .toBuffer(),
    ),
  );
  const raw = { width, height: height * frames, channels: 3 as const, pageHeight: height };
  const made = sharp(Buffer.concat(parts), { raw });
  return (format === 'gif' ? made.gif() : made.webp()).toBuffer();
}

/** A few kilobytes that unpack to 50 megapixels. */
export const bomb = (): Promise<Buffer> =>
  sharp({ create: { width: 10_000, height: 5_000, channels: 3, background: '#808080' } })
    .png({ compressionLevel: 9 })
    .toBuffer();

export interface PictureServer {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  /** What stands at a path; a function answers by itself. */
  readonly at: Map<string, Buffer | ((response: ServerResponse) => void)>;
  close(): Promise<void>;
}

const typeOf = (bytes: Buffer): string => {
  if (bytes[0] === 0xff) return 'image/jpeg';
  if (bytes[0] === 0x89) return 'image/png';
  return bytes[0] === 0x47 ? 'image/gif' : 'image/webp';
};

export async function pictureServer(): Promise<PictureServer> {
  const at: PictureServer['at'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const found = at.get(request.url ?? '');
    if (found === undefined) response.writeHead(404).end();
    else if (typeof found === 'function') found(response);
    else response.writeHead(200, { 'content-type': typeOf(found) }).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    at,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Writes a byte now and then, for ever. */
export async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'image/jpeg' });
  while (!response.destroyed) {
    response.write('x');
    await pause(50);
  }
}
