import { describe, expect, it } from '@jest/globals';
import { areSame, filtersIn, fits } from '../../../client/src/shared/inbox-filters.ts';
import { inboxPath, savedPath } from '../../../client/src/shared/inbox-path.ts';
import { ListFilters } from '../../../core/inbox/saved-views.contract.ts';
import { itemWith } from './item-fixture.ts';

const ALL = { platform: 'facebook', category: 'threat', status: 'open', sort: 'newest' } as const;

describe('the filters of a list', () => {
  it('Every filter of the API but view and account is read back from the address that it was written to', () => {
    const path = inboxPath({ view: 'all', accountId: 'a&b', filters: ALL });
    expect(path).toBe('/inbox/all?accountId=a%26b&category=threat&platform=facebook&sort=newest&status=open');
    expect(filtersIn(path.slice(path.indexOf('?')))).toEqual(ALL);
    const known = Object.keys(ListFilters.shape).filter((name) => name !== 'view' && name !== 'accountId');
    expect(Object.keys(ALL).sort()).toEqual(known.sort());
  });
  it('What is none of our filters is left out', () => {
    expect(filtersIn('?platform=myspace&sort=size&text=hej')).toEqual({});
  });
  it('Two lists are the same whatever order their filters were given in', () => {
    expect(
      areSame({ view: 'all', platform: 'x', sort: 'due' }, { sort: 'due', platform: 'x', view: 'all' }),
    ).toBe(true);
    expect(areSame({ view: 'all' }, { view: 'mine' })).toBe(false);
    expect(savedPath({ view: 'mine', platform: 'x' })).toBe('/inbox/mine?platform=x');
  });
  it('An item that comes live is judged as the server would', () => {
    const item = itemWith('a', { platform: 'facebook', status: 'open' });
    expect(fits({}, item)).toBe(true);
    expect(fits({ platform: 'facebook', status: 'open' }, item)).toBe(true);
    expect(fits({ platform: 'x' }, item)).toBe(false);
    expect(fits({ category: 'threat' }, item)).toBe(false);
  });
});
