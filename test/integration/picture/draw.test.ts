/** Pictures as Chromium draws them, with the fonts that come with the project. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { MAX_HEIGHT, withPicturePage } from '../../../documents/picture/draw.ts';
import { findChromium } from '../../../documents/picture/find-chromium.ts';
import { pictureFonts } from '../../../documents/picture/fonts.ts';
import { createPainter, NoBrowser } from '../../../documents/picture/painter.ts';
import { pictureHtml } from '../../../documents/picture/template.ts';
import { unpackChromium } from '../../../documents/picture/unpack-chromium.ts';
import { evidenceOf, revisionsOf } from '../../support/evidence.ts';
import { ODD_TEXTS } from '../../support/odd-texts.ts';

const painter = createPainter({ find: () => findChromium(process.env), sandbox: 'on' });
afterAll(() => painter.close());
const LIMIT_MS = 90_000;

const SCRIPTS: Readonly<Record<string, string>> = {
  ...ODD_TEXTS,
  Latin: 'åäöÅÄÖæøÆØéüß',
  Sami: 'áčđŋšŧžÁČĐŊŠŦŽïñôʼ',
  Arabic: 'مرحبا بالعالم',
  Hebrew: 'שלום עולם',
  Chinese: '你好世界',
  Japanese: '図書館です',
  Korean: '도서관이 열렸습니다',
  Thai: 'ห้องสมุด',
  Hindi: 'पुस्तकालय',
  Tigrinya: 'ቤተ መጻሕፍቲ',
  Georgian: 'ბიბლიოთეკა',
  Armenian: 'գրադարան',
  Bengali: 'গ্রন্থাগার',
  Tamil: 'நூலகம்',
  Ukrainian: 'Бібліотека',
  Greek: 'βιβλιοθήκη',
  Emoji: '🤬👨‍👩‍👧‍👦🇸🇪👍🏽❤️',
};
const OURS = /^(?:Noto Sans|Noto Emoji|Twemoji)/u;

test(
  'Every script is drawn with a font of the project, and no character of it is a box',
  async () => {
    const html = pictureHtml(
      evidenceOf({ revisions: revisionsOf(...Object.values(SCRIPTS)) }),
      [],
      await pictureFonts(),
    );
    const fonts = await painter.withBrowser((browser) =>
      withPicturePage(browser, { html, pageWords: () => '1' }, async (page) => {
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('DOM.enable');
        await devtools.send('CSS.enable');
        const { root } = await devtools.send('DOM.getDocument');
        const selector = '.revision .text';
        const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
        return Promise.all(
          nodeIds.map(
            async (nodeId) => (await devtools.send('CSS.getPlatformFontsForNode', { nodeId })).fonts,
          ),
        );
      }),
    );
    expect(fonts).toHaveLength(Object.keys(SCRIPTS).length);
    // What no font of the page has is drawn with one of the machine, or as a box with its last resort.
    const names = Object.keys(SCRIPTS);
    // A letter with a mark that none of ours has with it is looked for as a whole, and found in one of the machine.
    const others = fonts.map((used, at) =>
      used
        .filter(({ familyName, isCustomFont }) => !(isCustomFont && OURS.test(familyName)))
        .filter(({ familyName }) => !(names[at] === 'combining marks' && familyName.startsWith('DejaVu')))
        .map(({ familyName, glyphCount }) => `${familyName} ${glyphCount}`),
    );
    expect(fonts.every((used) => used.length > 0)).toBe(true);
    expect(Object.fromEntries(names.map((name, at) => [name, others[at]]))).toEqual(
      Object.fromEntries(names.map((name) => [name, []])),
    );
  },
  LIMIT_MS,
);

test(
  'Emoji are drawn in colour and not left blank',
  async () => {
    const [with_, without] = await Promise.all(
      ['🤬🤬🤬🤬🤬🤬', '      .'].map((text) =>
        painter.draw(evidenceOf({ revisions: revisionsOf(text) }), []),
      ),
    );
    const red = async (png: Buffer) => (await sharp(png).stats()).channels[0]?.mean ?? 0;
    const blue = async (png: Buffer) => (await sharp(png).stats()).channels[2]?.mean ?? 0;
    const tint = async (png: Buffer) => (await red(png)) - (await blue(png));
    const [coloured, plain] = [with_?.[0]?.png, without?.[0]?.png];
    if (coloured === undefined || plain === undefined) throw new Error('no picture');
    expect(await tint(coloured)).toBeGreaterThan((await tint(plain)) + 0.05);
  },
  LIMIT_MS,
);

test(
  'A picture has no transparency, and a long one is split into pages that are not too high',
  async () => {
    const long = 'Rad om rad om rad.\n'.repeat(400);
    const pages = await painter.draw(evidenceOf({ revisions: revisionsOf(long, `${long}!`) }), []);
    expect(pages.length).toBeGreaterThan(2);
    for (const { png, width, height } of pages) {
      const seen = await sharp(png).metadata();
      expect([seen.format, seen.hasAlpha, seen.channels]).toEqual(['png', false, 3]);
      expect([seen.width, seen.height]).toEqual([width, height]);
      expect(height).toBeLessThanOrEqual(MAX_HEIGHT);
    }
  },
  LIMIT_MS,
);

test(
  'The comment’s own picture is drawn, and nothing outside is asked for',
  async () => {
    const red = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const dataUrl = `data:image/png;base64,${red.toString('base64')}`;
    const [page] = await painter.draw(evidenceOf(), [{ dataUrl, alt: null }, { missing: 'gone' }]);
    const { channels } = await sharp(page?.png).stats();
    expect((channels[0]?.mean ?? 0) - (channels[1]?.mean ?? 0)).toBeGreaterThan(20);
  },
  LIMIT_MS,
);

test(
  'The Chromium that comes with the project draws the same with its sandbox, without anything of the system',
  async () => {
    const own = createPainter({
      find: async () => (await unpackChromium(process.env)) ?? { why: 'not for this machine' },
      sandbox: 'on',
    });
    try {
      const [page] = await own.draw(evidenceOf(), []);
      expect(page?.width).toBe(1000);
      expect(own.state()).toMatchObject({ sandbox: 'on', why: null });
    } finally {
      await own.close();
    }
  },
  LIMIT_MS,
);

test(
  'Where the browser that was set does not run none is drawn and the reason is known; once it does, it draws',
  async () => {
    // Where also the unprivileged user may pass who runs the browser of root.
    const folder = mkdtempSync('/tmp/uppsikt-no-browser-');
    chmodSync(folder, 0o755);
    const binary = join(folder, 'chromium');
    const real = await findChromium(process.env);
    if ('why' in real) throw new Error(real.why);
    const late = createPainter({
      find: () => findChromium({ ...process.env, CHROMIUM_BINARY: binary }),
      sandbox: 'on',
    });
    try {
      writeFileSync(binary, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      await expect(late.draw(evidenceOf(), [])).rejects.toThrow(NoBrowser);
      expect(late.state()).toEqual({
        sandbox: 'on',
        browser: null,
        why: `CHROMIUM_BINARY is ${binary}, which does not run`,
      });
      const libraries = real.libraries === null ? '' : `LD_LIBRARY_PATH='${real.libraries}' `;
      writeFileSync(binary, `#!/bin/sh\n${libraries}exec '${real.path}' "$@"\n`, { mode: 0o755 });
      expect(await late.draw(evidenceOf(), [])).toHaveLength(1);
      expect(late.state().why).toBeNull();
    } finally {
      await late.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  LIMIT_MS,
);
