/** Every state of the inbox, a line each. */
import { api, page } from '../client-suite.ts';
import { handOverShape, LONG_BOARD } from '../fake-hand-overs.ts';
import { HIDDEN_BY_MACHINE } from '../fake-policies.ts';
import { colleagueAnswers, colleagueHides } from '../writing.ts';
import { clicked, dialog, item, list, live, pressed, type State, shown, typed } from './state.ts';

const now = () => new Date().toISOString();
const idOf = (name: string) => api.items.find(({ author }) => author?.name === name)?.id ?? '';
const captured = (state: 'waiting' | 'taken' | 'missing' | 'none-allowed') => () =>
  api.change('i1', {
    captures: [
      {
        id: 'c1',
        state: 'sealed',
        manifestSha256: 'a'.repeat(64),
        picture: { state, cause: state === 'missing' ? 'no-browser' : null },
      },
    ],
  });
const draftOf = (itemId: string, text: string) => ({
  ...{ itemId, kind: 'reply' as const, text, updatedAt: now(), keptUntil: now() },
  seen: {
    ...({ version: 1, revision: 2, untold: false, status: 'open', visibility: 'public' } as const),
    ...{ answers: [], removals: [] },
  },
});
const drafts = () =>
  void api.drafts.push(draftOf('i1', 'Vi plogar strax.'), draftOf('i5', 'Ring upp på tisdag.'));
const present = async (writes: boolean): Promise<void> => {
  await live();
  const mats = {
    id: 'p-mats',
    name: 'Mats Kallio',
    doing: writes ? 'write' : 'view',
    holds: writes,
  } as const;
  api.meet('i1', [mats, { id: 'p-ida', name: 'Ida Nordmann', doing: 'view', holds: false }]);
  await page.locator('.presence').first().waitFor();
};
const editor = async (text = ''): Promise<void> => {
  await live();
  await pressed('r', '.editor__field');
  await typed(text);
};
const signedOut = async (): Promise<void> => {
  await editor('Vi plogar strax.');
  api.mode = 'signed-out';
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByRole('region', { name: 'Du har loggats ut' }).waitFor();
};
const given = () => {
  const next = new Date(Date.now() + 600_000).toISOString();
  const receipt = {
    state: 'refused',
    reference: null,
    reason: 'Filen gick inte att öppna.',
    at: now(),
    source: 'file',
  } as const;
  api.handOvers.handOvers.push(
    handOverShape({ id: 'h3', state: 'queued', cause: 'unreachable', nextTryAt: next }),
    handOverShape({
      id: 'h2',
      state: 'refused',
      cause: 'receiver-refused',
      kind: 'sftp',
      board: LONG_BOARD,
      receipt,
    }),
  );
  captured('taken')();
  api.change('i1', { handOvers: [{ id: 'h2', captureId: 'c1', state: 'refused', at: now() }] });
};
const searched = async (text: string): Promise<void> => {
  const field = page.locator('.search input');
  // A phone opens it first.
  if (!(await field.isVisible())) await clicked(/^Sök/u);
  await field.fill(text);
};
const choosing = async (): Promise<void> => {
  await clicked('Välj flera');
  const boxes = page.locator('.choose-box input');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
};
const consent = () => {
  const id = idOf('Vera Vaccin');
  const claim = { claim: 'Påståendet', correction: 'Rättelsen', source: 'Källan' };
  const by = { id: 'p-mats', name: 'Mats Kallio' };
  api.consents = [{ actionId: 'act-c', type: 'hide', by, at: now(), claim, note: 'Har delats vidare' }];
  api.change(id, { actions: [{ id: 'act-c', type: 'hide', state: 'blocked', cause: 'second-person' }] });
};
const act = (key: string, shows: string) => async () => {
  await pressed(key, 'dialog[open]');
  await page.locator(shows).first().waitFor();
};

export const INBOX_STATES = {
  'the list': list(),
  'the list of what may be abusive': list('possible'),
  'the list of what is abusive': list('abusive'),
  'the list of what is closed': list('closed'),
  'the list of drafts': list('drafts', { given: drafts }),
  'an empty list': list('snoozed', { shows: '.list-pane h2, .list-pane .notice, .list-pane p' }),
  'a list without accounts': list('mine', {
    given: () => Object.assign(api, { mode: 'empty' }),
    shows: '.list-pane',
  }),
  'a list that cannot be read': list('all', {
    given: () => Object.assign(api, { mode: 'failing' }),
    shows: '[role="alert"]',
  }),
  'a list of one account': list('all?accountId=a-ig'),
  'what is new, apart': list('all', {
    prepare: async () => {
      await live();
      await page.locator(`#row-${api.arrive('En alldeles ny fråga').id}`).waitFor();
    },
  }),
  'what is new, behind its line': list('all', {
    prepare: async () => {
      await live();
      await page.locator('.row').first().hover();
      api.arrive('En ny');
      await page.locator('.new-line').waitFor();
    },
  }),
  'a search': list('all', {
    prepare: async () => {
      await searched('omar');
      await page.waitForFunction(() => document.querySelectorAll('.row').length === 3);
    },
  }),
  'a search that finds nothing': list('all', {
    prepare: async () => {
      await searched('qqq');
      await page.locator('.row').first().waitFor({ state: 'detached' });
    },
  }),
  'a list without a connection': list('all', {
    prepare: async () => {
      await live();
      await page.context().setOffline(true);
      api.dropSockets();
      await page.locator('.dot--offline').waitFor({ state: 'attached' });
    },
  }),
  'several chosen': list('all', { prepare: choosing }),
  'several given to the registrar': list('all', {
    part: 'dialog[open]',
    prepare: async () => {
      await choosing();
      await clicked('Gör med de valda');
      await clicked('Lämna till registrator');
      await shown('inget underlag är sparat');
    },
  }),
  'an item': item('i1'),
  'a veiled item with its reason': item('i2'),
  'a veiled item and its offer': item('i2', undefined, () =>
    Object.assign(api, { settings: { showsVeiled: false, askedAboutVeil: false } }),
  ),
  'a veiled item, shown': item('i2', () => page.locator('.selected-item').getByText('Visa texten').click()),
  'an item with a question for documents': item('i3'),
  'a masked number': item('i25'),
  'an item in Norwegian': item('i8'),
  'a right-to-left item': item('i11'),
  'an item of nobody known': item('i12'),
  'a very long item': item('i13'),
  'an item of emoji': item('i14'),
  'an item with pictures': item('i15'),
  'an answer that failed': item('i16'),
  'an answer that was stopped': item('i17'),
  'a hidden item': item('i18'),
  'an answered item': item('i19'),
  advertising: item('i20'),
  'an item that was not classified': item('i21'),
  'an action whose end is unknown': item('i22'),
  'an item of a known case': item('i23'),
  'a known false claim': item('i24'),
  'a removal that waits for a second person': item('i24', undefined, consent),
  'a conversation of two hundred': item('i26'),
  'a blocked picture': item('i27'),
  'an item that may be a threat': item('i28'),
  'an item that the machine hid': item('i2', undefined, () => api.change('i2', HIDDEN_BY_MACHINE)),
  'an item that cannot be read': {
    ...item('i1'),
    shows: '.item-pane [role="alert"]',
    given: () => Object.assign(api, { mode: 'failing' }),
  },
  'an item that is gone': { path: '/inbox/all/gone', shows: '.item-pane .notice, .item-pane h2' },
  'an item that waits': item('i5', undefined, () => api.change('i5', { status: 'waiting' })),
  'an item at rest': item('i5', undefined, () =>
    api.change('i5', { status: 'snoozed', snoozedUntil: new Date(Date.now() + 9e7).toISOString() }),
  ),
  'evidence with its picture': item('i1', () => page.getByText('Hämta underlag').click(), captured('taken')),
  'evidence whose picture waits': item('i1', undefined, captured('waiting')),
  'evidence without a picture': item('i1', undefined, captured('missing')),
  'evidence whose picture is withheld': item('i1', undefined, captured('none-allowed')),
  'what was given to the registrar': item(
    'i1',
    async () => {
      await page.locator('.hand-overs .action-state').first().waitFor();
      await page.locator('.hand-overs').scrollIntoViewIfNeeded();
    },
    given,
  ),
  'colleagues at an item': item('i1', () => present(true)),
  'an answer that a colleague writes already': item('i1', async () => {
    await present(true);
    await pressed('r', '[role="group"] button');
  }),
  'the editor': item('i1', () => editor()),
  'the editor with an answer': item('i1', () =>
    editor('Vi plogar i kväll, före klockan åtta. Ring gärna om det inte har hänt.'),
  ),
  'a draft, folded': item('i1', async () => {
    await editor('Vi plogar strax.');
    await pressed('Escape', '.reply-line');
  }),
  'a colleague who answered meanwhile': item('i1', async () => {
    await editor('Hej!');
    colleagueAnswers();
    await page.locator('.since').waitFor();
  }),
  'a colleague who hid it meanwhile': item('i1', async () => {
    await editor('Hej!');
    colleagueHides();
    await page.locator('.since').waitFor();
  }),
  'an edit meanwhile': item('i1', async () => {
    await editor('Hej!');
    api.change('i1', { revision: 3, text: 'Nu står det något annat här.' });
    await page.locator('.since').waitFor();
  }),
  'whether to send all the same': item('i1', async () => {
    await editor('Hej!');
    colleagueAnswers();
    await page.locator('.since').waitFor();
    await page.pressKey('Control+Enter');
    await shown('Skicka ändå?');
  }),
  'an answer that came too late': item('i5', async () => {
    await editor('Tack!');
    api.mode = 'stale';
    await page.pressKey('Control+Enter');
    await shown('Någon annan hann före.');
  }),
  'what can be undone': item('i1', async () => {
    await pressed('i', '.undo-bar');
  }),
  'signing in again over the page': { ...item('i1', signedOut), part: 'body' },
  'the menu of actions': item('i1', () => clicked('Mer')),
  'the dialog that hides': dialog('i2', 'h'),
  'the dialog that hides, undecided': dialog('i4', 'h'),
  'the dialog that deletes': item('i2', async () => {
    await clicked('Mer');
    await page.getByRole('button', { name: 'Radera' }).first().click();
    await page.locator('dialog[open]').waitFor();
  }),
  'the dialog that closes': dialog('i4', 'e'),
  'the dialog that assigns': dialog('i4', 'a'),
  'the dialog that assigns, typed': dialog('i4', 'a', async () => {
    await page.waitForTimeout(450);
    await typed('mat');
    await page
      .getByRole('option', { name: /Mats Kallio/u })
      .first()
      .waitFor();
  }),
  'the dialog of rest': dialog('i9', 's'),
  'the dialog of notes': dialog('i5', 'n'),
  'the dialog of registering': dialog('i4', 'd'),
  'the dialog of corrections': dialog('i2', 'c'),
  'the dialog of corrections, undecided': dialog('i4', 'w'),
  'the dialog that confirms a hide': item('i2', act('y', 'dialog[open]'), () =>
    api.change('i2', HIDDEN_BY_MACHINE),
  ),
  'a dialog whose item was dealt with': dialog('i1', 'e', async () => {
    api.change('i1', { status: 'closed', closeReason: 'duplicate' });
    await shown('Inlägget är redan avslutat.');
  }),
} as const satisfies Readonly<Record<string, State>>;
