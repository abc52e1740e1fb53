import { accountOf, inboxPath, isOf } from '../../../client/src/shared/inbox-path.ts';

const at = (url: string) => accountOf(new URL(url, 'http://localhost'));

describe('the address of the inbox', () => {
  it('The address carries the view, the item and the account', () => {
    expect(inboxPath({ view: 'all', accountId: null })).toBe('/inbox/all');
    expect(inboxPath({ view: 'breached', itemId: 'a/b', accountId: null })).toBe('/inbox/breached/a%2Fb');
    expect(inboxPath({ view: 'breached', itemId: 'a', accountId: 'x&y' })).toBe(
      '/inbox/breached/a?accountId=x%26y',
    );
  });
  it('The address gives back the account that it was made with', () => {
    expect(at(inboxPath({ view: 'due-soon', itemId: 'i', accountId: 'å &=?' }))).toBe('å &=?');
  });
  it('The address has no account where the parameter is missing or empty, or on another page', () => {
    expect(
      ['/inbox/all', '/inbox/all?accountId=', '/deadlines?accountId=a', '/inboxes?accountId=a'].map(at),
    ).toEqual([null, null, null, null]);
    expect(at('/inbox?accountId=a')).toBe('a');
  });
  it('The account in the address keeps items of other accounts out', () => {
    expect(isOf(null, { accountId: 'a' })).toBe(true);
    expect(isOf('a', { accountId: 'a' })).toBe(true);
    expect(isOf('a', { accountId: 'b' })).toBe(false);
  });
});
