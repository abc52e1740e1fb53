/** A painter that draws one dot at once, or fails as told. */
import sharp from 'sharp';
import { NoBrowser, type Painter } from '../../documents/picture/painter.ts';

const DOT = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
  .png()
  .toBuffer();

export interface FakePainter extends Painter {
  /** What stands in its way; null: nothing. */
  trouble: 'no-browser' | 'failed' | null;
  readonly drawn: string[];
  /** Whether the public page can be reached. */
  pageStands: boolean;
  /** Happens while the page is looked at. */
  whileLooking: () => Promise<unknown>;
}

export function fakePainter(): FakePainter {
  const drawn: string[] = [];
  const painter: FakePainter = {
    trouble: null,
    drawn,
    pageStands: false,
    whileLooking: async () => undefined,
    async draw({ captureId }) {
      if (painter.trouble === 'no-browser') throw new NoBrowser('none');
      if (painter.trouble === 'failed') throw new Error('cannot be drawn');
      drawn.push(captureId);
      return [{ png: DOT, width: 1, height: 1 }];
    },
    async drawPublicPage() {
      if (!painter.pageStands) return null;
      await painter.whileLooking();
      return [{ png: DOT, width: 1, height: 1 }];
    },
    withBrowser: () => Promise.reject(new NoBrowser('none')),
    prove: async () => undefined,
    state: () => ({ sandbox: 'on', browser: 'fake', why: null }),
    close: async () => undefined,
  };
  return painter;
}
