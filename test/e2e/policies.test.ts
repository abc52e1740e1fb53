/** A policy on a real installation: tried on history, put in force, carried out by the machine, taken back by a person. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { askUntil, callsOf, speak } from '../support/outside.ts';
import { outside, page, signedIn, simulation } from '../support/signed-in.ts';

/** Two kinds of evidence find the threat; the other is criticism, however harsh. */
const THREAT = 'Jag vet var du bor, jag ska slå ihjäl dig';
const CRITICISM = 'Kommunen är helt värdelös, jävla idioter allihop!';
const THANKS = 'Tack för en fin lekplats!';

signedIn(
  { id: '100000000000044', token: 'page-token-of-the-policies-test' },
  { role: 'communications-unit', spoken: [THREAT, CRITICISM, THANKS] },
);

const calls = () => callsOf(simulation);
const callsOn = async (id: string) => (await calls()).filter(({ targetId }) => targetId === id);

const hasCalls = (all: readonly unknown[]): boolean => all.length > 0;
const itemsOf = async (externalId: string) => {
  const answer = await page.request.get(
    `${outside.url}/api/items?externalId=${encodeURIComponent(externalId)}`,
  );
  return ((await answer.json()) as { items: { id: string; visibility: string }[] }).items;
};

const summary = () => page.getByText(/^Av \d+ inlägg/u);

beforeAll(() => page.getByText(THANKS).first().waitFor());

describe('the rules', () => {
  test('The rules say what is in force, and that nobody has changed it', async () => {
    await page.getByRole('link', { name: 'Modereringsregler' }).click();
    await page.getByText('Ingen har ändrat reglerna än').waitFor();
    const hide = page.getByRole('group', { name: /Vilseledande/u }).getByLabel('Dölj');
    expect(await hide.isDisabled()).toBe(true);
  });

  test('The rules are tried on history before they are put in force, with examples that open', async () => {
    await page.getByRole('button', { name: 'Stränga' }).click();
    await page.getByRole('button', { name: 'Prova på tidigare inlägg' }).click();
    await summary().waitFor();
    expect(await summary().textContent()).toMatch(
      /^Av 3 inlägg .* På plattformen skulle högst 0 döljas med dagens regler och högst 1 med dina\.$/u,
    );
    await page.locator('summary', { hasText: 'Hot: 1 exempel' }).click();
    await page.getByText(THREAT).waitFor();
    expect(await page.getByRole('link', { name: 'Öppna i inkorgen' }).count()).toBe(1);
    expect(await calls()).toEqual([]);
  });

  test('The rules come into force after one more question, by keyboard', async () => {
    await page.getByRole('button', { name: 'Ta i bruk' }).focus();
    await page.pressKey('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('kategorier ändras').waitFor();
    await dialog.getByText('Högst 1,0 inlägg om dagen skulle döljas.').waitFor();
    await page.pressKey('Enter');
    await page.getByText('Gäller nu: kommunens version 1').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'kommunens version 1' }).waitFor();
  });
});

describe('the machine', () => {
  let threat = '';

  test('The machine hides what the rules now hide, seals it first, and leaves criticism alone', async () => {
    // The worker reads the rules every two seconds: from the first threat that it hides, the new ones hold.
    for (let nth = 1; threat === '' && nth <= 20; nth++) {
      const said = await speak(simulation, `${THREAT} i morgon, ${nth}`);
      if ((await askUntil(() => callsOn(said), hasCalls, 1_000)).length > 0) threat = said;
    }
    const criticism = await speak(simulation, `${CRITICISM} Igen!`);
    const later = await speak(simulation, `${THREAT} på fredag`);
    const done = await askUntil(() => callsOn(later), hasCalls);
    expect(done.map(({ type }) => type)).toEqual(['hide']);
    await askUntil(
      () => itemsOf(criticism),
      (all) => all.length > 0,
    );
    expect(await itemsOf(criticism)).toMatchObject([{ visibility: 'public' }]);
    expect(await callsOn(criticism)).toEqual([]);
  });

  test('The item says who hid it and why; one key shows it again, and it stays so', async () => {
    const [item] = await itemsOf(threat);
    await page.goto(`${outside.url}/inbox/all/${item?.id}`);
    await page.getByText('Dolt av Uppsikt.').waitFor();
    await page.getByRole('link', { name: 'kommunens version 1' }).waitFor();
    await page.pressKey('y');
    await page.getByRole('dialog').getByRole('heading', { name: 'Behåll dolt' }).waitFor();
    await page.pressKey('Escape');
    await page.pressKey('t');
    const done = await askUntil(
      () => callsOn(threat),
      (all) => all.length > 1,
    );
    expect(done.map(({ type }) => type)).toEqual(['hide', 'unhide']);
    await page.getByText('En medarbetare visade det igen').waitFor();
  });

  test('The page had nothing to complain of', () => {
    expect(page.consoleErrors.filter((line) => !/401/u.test(line))).toEqual([]);
  });
});
