import { draftOf, readDraft, testedChannel } from '../../../../client/src/unit-settings/alarm-draft.ts';

const TEAMS = { kind: 'teams', host: 'teams.example.org' } as const;
const settings = {
  levels: [{ audience: 'administrators', from: 0.5, afterMinutes: 0 }],
  hours: { mon: [{ from: 480, to: 1020 }] },
  always: false,
  digestMinutes: 15,
} as Parameters<typeof draftOf>[0]['settings'];
const draft = draftOf({ settings, webhook: TEAMS });
const typed = 'https://hooks.example.org/x';

describe('the form of the alarms', () => {
  it('Settings come back as they went into the form, and the saved channel is left alone', () => {
    expect(readDraft(draft, { webhook: TEAMS })).toEqual({ request: { settings }, wrong: [] });
  });
  it('A test reaches the channel that its button names, or none', () => {
    expect(testedChannel(draft, TEAMS)).toBe('saved');
    expect(testedChannel({ ...draft, channel: 'slack' }, TEAMS)).toBeNull();
    expect(testedChannel({ ...draft, channel: 'none' }, TEAMS)).toBeNull();
    expect(testedChannel({ ...draft, channel: 'slack', url: typed }, TEAMS)).toBe('typed');
    expect(testedChannel({ ...draft, url: 'http://hooks.example.org' }, TEAMS)).toBeNull();
    expect(testedChannel(draft, null)).toBeNull();
  });
  it('Another kind of channel needs an address of its own', () => {
    expect(readDraft({ ...draft, channel: 'slack' }, { webhook: TEAMS }).wrong).toEqual(['webhook']);
    expect(readDraft({ ...draft, channel: 'none' }, { webhook: TEAMS }).request.webhook).toBeNull();
  });
});
