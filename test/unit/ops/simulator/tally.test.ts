import { describe, expect, test } from '@jest/globals';
import { PageState } from '../../../../ops/simulator/state.ts';
import { expectedOf, recordAnnounced } from '../../../../ops/simulator/tally.ts';
import type { SimNode } from '../../../../ops/simulator/types.ts';

const ada = { id: '7', name: 'Ada Påhitt' };

function world(): { state: PageState; post: SimNode; comment: (text: string) => SimNode } {
  const state = PageState.fresh({ id: '1', name: 'Sidan' }, 'salt');
  const post = state.add({ kind: 'post', own: true, from: state.page, text: 'Hej', createdAt: 0 });
  if (!post) throw new Error('no post');
  const comment = (text: string): SimNode => {
    const node = state.add({ kind: 'comment', own: false, from: ada, text, parentId: post.id, createdAt: 1 });
    if (!node) throw new Error('no comment');
    return node;
  };
  return { state, post, comment };
}

describe('what a receiver must hold', () => {
  test('An unedited comment is one revision, and the same text twice is one', () => {
    const { state, comment } = world();
    const first = comment('a');
    const second = comment('b');
    recordAnnounced(first, { verb: 'add', text: 'a' });
    recordAnnounced(first, { verb: 'add', text: 'a' });
    recordAnnounced(second, { verb: 'add', text: 'b' });
    recordAnnounced(second, { verb: 'edited', text: 'c' });
    recordAnnounced(second, { verb: 'edited', text: 'c' });
    expect(state.expected()).toEqual({ comments: 2, revisions: 3, removed: 0 });
  });

  test('A removal counts once, and not where it was never told or is the page’s own', () => {
    const { state, post, comment } = world();
    const gone = comment('a');
    comment('never told');
    recordAnnounced(post, { verb: 'add', text: 'Hej' });
    recordAnnounced(gone, { verb: 'add', text: 'a' });
    recordAnnounced(gone, { verb: 'hide', text: null });
    recordAnnounced(gone, { verb: 'remove', text: null });
    recordAnnounced(gone, { verb: 'remove', text: null });
    expect(expectedOf(state.nodes.values())).toEqual({ comments: 1, revisions: 1, removed: 1 });
  });

  test('An edit that overtakes its addition counts once that has come', () => {
    const { state, comment } = world();
    const node = comment('a');
    recordAnnounced(node, { verb: 'edited', text: 'b' });
    expect(state.expected().comments).toBe(0);
    recordAnnounced(node, { verb: 'add', text: 'a' });
    expect(state.expected()).toEqual({ comments: 1, revisions: 2, removed: 0 });
  });
});
