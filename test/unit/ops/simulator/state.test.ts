import { describe, expect, test } from '@jest/globals';
import { type NewNode, PageState } from '../../../../ops/simulator/state.ts';

const page = { id: '100', name: 'Sidan' };
const fresh = (): PageState => PageState.fresh(page, 'salt');
const post = (more: Partial<NewNode> = {}): NewNode => ({
  kind: 'post',
  own: true,
  from: page,
  text: 'Hej',
  createdAt: 0,
  ...more,
});
const comment = (parentId: string, more: Partial<NewNode> = {}): NewNode => ({
  ...post({ own: false, from: null }),
  kind: 'comment',
  parentId,
  ...more,
});

describe('the page’s state', () => {
  test('The state gives ids shaped like Facebook’s, the same from the same seed and state', () => {
    const ids = [fresh(), fresh()].map((state) => {
      const p = state.add(post())?.id ?? '';
      return [p, state.add(comment(p))?.id, state.add(comment(p, { seed: 'other' }))?.id];
    });
    expect(ids[0]).toEqual(ids[1]);
    const [p = '', c = ''] = ids[0] ?? [];
    expect(p).toMatch(/^100_\d{15}$/);
    expect(c).toMatch(/^\d{15}_\d{15}$/);
    expect(c.split('_')[0]).toBe(p.split('_')[1]);
  });

  test('Comments under a picture start with another number than the post', () => {
    const state = fresh();
    const p = state.add(post({ picture: 'https://cdn.example/a.jpg' }))?.id ?? '';
    expect(state.add(comment(p))?.id.split('_')[0]).not.toBe(p.split('_')[1]);
  });

  test('Comments under something deleted are gone too', () => {
    const state = fresh();
    const p = state.add(post())?.id ?? '';
    const c = state.add(comment(p));
    const reply = state.add(comment(c?.id ?? ''));
    if (c) c.deleted = true;
    expect(state.standing(reply?.id ?? '')).toBeNull();
    expect(state.add(comment(c?.id ?? ''))).toBeNull();
    expect(state.comments(p, true)).toEqual([]);
  });

  test('The state survives being written and read, and goes on with new ids', () => {
    const state = fresh();
    const p = state.add(post())?.id ?? '';
    state.add(comment(p));
    state.played.add('demo:1#0');
    state.refs.set('demo:1:p', p);
    const read = new PageState(JSON.parse(JSON.stringify(state.toWorld())));
    expect(read.toWorld()).toEqual(state.toWorld());
    const next = read.add(comment(p))?.id;
    expect(next).toBeDefined();
    expect(state.nodes.has(next ?? '')).toBe(false);
  });

  test('An id that is taken is refused', () => {
    const state = fresh();
    expect(state.add(post({ id: '100_1' }))).not.toBeNull();
    expect(state.add(post({ id: '100_1' }))).toBeNull();
  });
});
