/** A state that the client can be in, as one line of a table: where it is, what the API holds, what is done before it is looked at. */
import { api, page } from '../client-suite.ts';

export interface State {
  readonly path: string;
  /** A selector of what only the loaded page shows. */
  readonly shows: string;
  /** What the API holds, before the page is opened. */
  readonly given?: () => unknown;
  /** What is done on the page. */
  readonly prepare?: () => Promise<unknown>;
  /** What of the page is its own: a commit looks there, `npm run test:looks` at the whole. */
  readonly part?: string;
}

type Given = NonNullable<State['given']>;
type Prepare = NonNullable<State['prepare']>;

export const list = (view = 'all', more: Partial<State> = {}): State => ({
  path: `/inbox/${view}`,
  shows: '.row',
  part: '.list-pane',
  ...more,
});
export const item = (id: string, prepare?: Prepare, given?: Given): State => ({
  path: `/inbox/all/${id}`,
  shows: '.selected-item',
  part: '.item-pane',
  ...(prepare && { prepare }),
  ...(given && { given }),
});
export const at = (path: string, shows: string, more: Partial<State> = {}): State => ({
  path,
  shows,
  ...more,
});

/** The item with a dialog that its key opens, and what is done in it. */
export const dialog = (id: string, key: string, prepare?: Prepare): State => ({
  ...item(id, async () => {
    await page.pressKey(key);
    await page.locator('dialog[open]').waitFor();
    await prepare?.();
  }),
  part: 'dialog[open]',
});

export const live = () => page.locator('.dot--live').waitFor({ state: 'attached' });
export const pressed = async (key: string, shows: string): Promise<void> => {
  await page.pressKey(key);
  await page.locator(shows).first().waitFor();
};
export const typed = (text: string): Promise<void> => page.keyboard.type(text);
export const shown = (text: string | RegExp) => page.getByText(text).first().waitFor();
export const clicked = async (name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
};
export const mayDo = (permission: string): void => {
  if (!api.permissions.includes(permission)) api.permissions.push(permission);
};
