import { numberIn } from '../../../client/src/shared/palette/number-in.ts';
import { recentFirst, withRecent } from '../../../client/src/shared/palette/recent.ts';
import { roughly } from '../../../client/src/shared/picking.ts';

const labels = (typed: string): string[] =>
  roughly(
    ['Tilldela Åsa Ek', 'Tilldela Jørgen Sæther', 'Försenade', 'Gå till Larm', 'Mina', '@norrkommun'].map(
      (label) => ({
        value: label,
        label,
      }),
    ),
    typed,
  ).map(({ label }) => label);

describe('what the palette finds', () => {
  it.each([
    ['till asa', ['Tilldela Åsa Ek']],
    ['asa till', ['Tilldela Åsa Ek']],
    ['jorgen sae', ['Tilldela Jørgen Sæther']],
    ['fors', ['Försenade']],
    // Careless, and it comes behind what was meant as it was typed.
    ['frsnd', ['Försenade']],
    ['till', ['Tilldela Åsa Ek', 'Tilldela Jørgen Sæther', 'Gå till Larm']],
    ['norrk', ['@norrkommun']],
    ['@norr', ['@norrkommun']],
    ['xyz', []],
  ])('The words %p find %j', (typed, found) => {
    expect(labels(typed)).toEqual(found);
  });

  it('Nothing typed finds everything in its order', () => {
    expect(labels('')).toHaveLength(6);
  });

  it('What was chosen lately comes first, the latest of all', () => {
    const entries = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    expect(recentFirst(entries, ['c', 'gone', 'b']).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
    expect(withRecent(['b', 'c'], 'c')).toEqual(['c', 'b']);
    expect(withRecent(['1', '2', '3', '4', '5', '6', '7', '8'], '9')).toHaveLength(8);
  });
});

describe('the number of an item', () => {
  it.each([
    ['1001_22', '1001_22'],
    [' 17890455 ', '17890455'],
    ['https://uppsikt.example/inbox/all/abc%2F1?accountId=a', 'abc/1'],
    ['https://facebook.example/1001?comment_id=1001_i1&x=1', '1001_i1'],
    ['urn:li:comment:77', 'urn:li:comment:77'],
    ['123', null],
    ['försenade', null],
    ['ring 0701740605', null],
    ['https://x.example/inbox/all/%E0%A4%A', null],
    ['', null],
  ])('In %p it is %p', (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });
});
