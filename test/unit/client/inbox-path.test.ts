import { accountOf, filtersOf, inboxPath, isOf } from '../../../client/src/shared/inbox-path.ts';

const at = (url: string) => accountOf(new URL(url, 'http://localhost'));

describe('the address of the inbox', () => {
  it('The address carries the view, the item and the account', () => {
    expect(inboxPath({ view: 'all', accountId: null })).toBe('/inbox/all');
    expect(inboxPath({ view: 'breached', itemId: 'a/b', accountId: null })).toBe('/inbox/breached/a%2Fb');
    expect(inboxPath({ view: 'breached', itemId: 'a', accountId: 'x&y' })).toBe(
      '/inbox/breached/a?accountId=x%26y',
    );
  });
  it('The address carries every filter, and gives back those that can be read', () => {
    const filters = {
      platform: 'facebook',
      category: 'threat',
      from: '2026-01-01',
      to: '2026-01-31',
    } as const;
    const path = inboxPath({ view: 'all', itemId: 'i', accountId: 'a', filters });
    expect(filtersOf(new URL(path, 'http://localhost'))).toEqual({ ...filters, accountId: 'a' });
    const broken = '/inbox/all?platform=myspace&category=x&from=2026-02-30&to=&accountId=a&text=ord';
    expect(filtersOf(new URL(broken, 'http://localhost'))).toEqual({ accountId: 'a' });
    expect(filtersOf(new URL('/deadlines?platform=facebook', 'http://localhost'))).toEqual({});
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
