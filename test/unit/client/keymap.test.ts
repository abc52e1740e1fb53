import { keyLines } from '../../../client/src/shared/key-lines.ts';
import {
  CHORDS,
  COMMANDS,
  type Command,
  type KeyPress,
  NO_KEYS,
  PAGE_KEYS,
  resolveKey,
  SEQUENCE_MS,
} from '../../../client/src/shared/keymap.ts';
import { pickLang, readSettings } from '../../../client/src/shared/settings.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  alt: false,
  meta: false,
  inField: false,
  at: 0,
  ...more,
});

describe('single keys', () => {
  it.each([
    ['j', 'next'],
    ['J', 'next'],
    ['r', 'reply'],
    ['?', 'help'],
    ['/', 'search'],
    ['u', 'undo'],
    ['x', 'choose'],
  ])('The key %p runs %p', (key, command) => {
    expect(resolveKey(NO_KEYS, press(key)).command).toBe(command);
  });
  it.each([
    { inField: true },
    { ctrl: true },
    { alt: true },
    { meta: true },
  ])('Single keys are silent with %j', (more) => {
    expect(resolveKey(NO_KEYS, press('h', more)).command).toBeNull();
  });
  it('A letter after g names a page, for a while', () => {
    const led = resolveKey(NO_KEYS, press('g')).state;
    expect(resolveKey(led, press('k', { at: SEQUENCE_MS })).command).toBe('go-accounts');
    expect(resolveKey(led, press('o', { at: 1 })).command).toBe('go-lists');
    expect(resolveKey(led, press('k', { at: SEQUENCE_MS + 1 })).command).toBe('previous');
    expect(resolveKey(led, press('h', { at: 1 })).command).toBeNull();
  });
  it.each([
    { ctrl: true },
    { meta: true },
    { ctrl: true, inField: true },
  ])('The palette opens with %j and k, also where somebody writes', (more) => {
    expect(resolveKey(NO_KEYS, press('k', more)).command).toBe('palette');
    expect(resolveKey(NO_KEYS, press('k', { ...more, alt: true })).command).toBeNull();
  });
  it('Other keys do nothing', () => {
    for (const key of ['Enter', 'toString', 'q', 'Shift'])
      expect(resolveKey(NO_KEYS, press(key)).command).toBeNull();
  });
});

describe('settings', () => {
  it.each([
    [['nn-NO'], 'nb'],
    [['no'], 'nb'],
    [['fi', 'en-US'], 'en'],
    [['fi'], 'sv'],
    [['sv-FI'], 'sv'],
  ])('A browser that asks for %j is shown %s', (tags, lang) => {
    expect(pickLang(tags)).toBe(lang);
  });
  it('The settings survive a broken or foreign entry', () => {
    expect(readSettings('{', ['nb'])).toEqual({ theme: 'auto', lang: 'nb', singleKeys: true });
    expect(readSettings('{"theme":"pink","lang":"xx","singleKeys":false}', ['en'])).toEqual({
      theme: 'auto',
      lang: 'en',
      singleKeys: false,
    });
    expect(readSettings('null', [])).toEqual({ theme: 'auto', lang: 'sv', singleKeys: true });
  });
});

describe('what is said of the keys', () => {
  it('Only keys that would do something are named where they are asked for', () => {
    const wordsOn = (...active: Command[]): string[] => keyLines(new Set(active)).map(({ word }) => word);
    expect(wordsOn('help', 'go-settings')).toEqual(['key.help', 'key.go-settings']);
    expect(wordsOn('next')).toEqual(['key.next', 'key.arrows']);
    expect(wordsOn('reply')).toEqual(['key.reply', 'key.send', 'key.escape']);
  });
  it('The help names every key', () => {
    expect(keyLines(null).length).toBe(
      Object.keys(COMMANDS).length + Object.keys(PAGE_KEYS).length + Object.keys(CHORDS).length + 3,
    );
  });
});
