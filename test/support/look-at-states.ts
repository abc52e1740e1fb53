/** Looks at every state of a table: axe, and nothing wider than its window; or makes pictures of them. */
import { expect, test } from '@jest/globals';
import { clientSuite, everyLook, lookAs, page, SCHEMES, SHOTS, widthsOf } from './client-suite.ts';
import type { State } from './states/state.ts';

/** Every other rule finds the same whatever the colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** As high as what scrolls in it, so that a picture shows the whole. */
async function shootWhole(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  const size = page.viewportSize();
  const height = await page.evaluate(() =>
    document.querySelector('dialog[open]') === null
      ? (document.querySelector('.page__inner')?.scrollHeight ?? 0) + 80
      : 0,
  );
  if (size !== null && height > size.height) await page.setViewportSize({ width: size.width, height });
  await page.atRest();
  await page.shoot(name);
  if (size !== null) await page.setViewportSize(size);
}

/** @param ofACommit the names of those that a commit looks at, too */
export function lookAtStates(
  name: string,
  states: Readonly<Record<string, State>>,
  ofACommit: readonly string[],
): void {
  const looked = Object.entries(states).filter(([what]) => everyLook || ofACommit.includes(what));
  clientSuite(name, { api: 'test' }, () => {
    for (const [what, { path, shows, given, prepare, part }] of looked)
      test.each(widthsOf())(`axe finds nothing wrong with ${what} (%s)`, async (width) => {
        given?.();
        await lookAs({ width, scheme: 'light' });
        await page.visit(path, shows);
        await prepare?.();
        for (const scheme of SCHEMES) {
          await lookAs({ width, scheme });
          if (SHOTS !== undefined) {
            await shootWhole(`${what.replaceAll(/[^\p{L}\d]+/gu, '-')}.${width}-${scheme}`);
            continue;
          }
          const rules = scheme === 'light' ? undefined : OF_COLOURS;
          expect([scheme, await page.faults(everyLook ? undefined : part, rules)]).toEqual([scheme, []]);
        }
      });
  });
}
