/** How far the picture of a capture has come. The record is sealed before any of this. */

/** Whether the workers have a browser that draws. `none`: one of them has not, and seals without a picture. */
export const BROWSER_STATES = ['runs', 'none', 'unknown'] as const;
export type BrowserState = (typeof BROWSER_STATES)[number];

/** `none-allowed`: nothing of it may be drawn (suspected child sexual abuse material). */
export const PICTURE_STATES = ['waiting', 'taken', 'missing', 'none-allowed'] as const;
export type PictureState = (typeof PICTURE_STATES)[number];

/** Why there is no picture yet; it is tried again. */
export const PICTURE_CAUSES = ['no-browser', 'failed'] as const;
export type PictureCause = (typeof PICTURE_CAUSES)[number];

export interface CapturePicture {
  readonly state: PictureState;
  readonly cause: PictureCause | null;
}

/** A removal that cannot be undone waits so long for the picture (rule 1), and not for ever. */
export const PICTURE_WAIT_MS = 10_000;
