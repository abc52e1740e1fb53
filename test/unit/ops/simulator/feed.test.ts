import { describe, expect, test } from '@jest/globals';
import { feedValue } from '../../../../ops/simulator/facebook/feed.ts';
import { escapeHtml, pageHtml, postHtml } from '../../../../ops/simulator/html.ts';
import { PageState } from '../../../../ops/simulator/state.ts';
import type { SimNode } from '../../../../ops/simulator/types.ts';

const page = { id: '100', name: 'Sidan <b>' };
const ada = { id: '7', name: 'Ada <i>' };

function parts(): { state: PageState; post: SimNode; comment: SimNode } {
  const state = PageState.fresh(page, 'salt');
  const post = state.add({ kind: 'post', own: true, from: page, text: 'Hej', createdAt: 5_000 });
  const under = { kind: 'comment', own: false, from: ada, parentId: post?.id ?? '' } as const;
  const comment = state.add({ ...under, text: '<script>alert(1)</script>', createdAt: 9_000 });
  if (!post || !comment) throw new Error('not made');
  return { state, post, comment };
}

describe('feed values', () => {
  const { post, comment } = parts();
  const context = { page, now: 60_000, dropFrom: false, post };

  test('A top-level comment has the post as its parent', () => {
    const value = feedValue(comment, 'add', context);
    expect(value).toMatchObject({
      item: 'comment',
      verb: 'add',
      parent_id: post.id,
      from: ada,
      created_time: 9,
    });
  });

  test('A comment that is only a picture has no message', () => {
    const value = feedValue({ ...comment, text: '', picture: 'https://cdn.example/a.jpg' }, 'add', context);
    expect(value).toHaveProperty('photo');
    expect(value).not.toHaveProperty('message');
  });

  test('A hide speaks of the page and of the time of the act', () => {
    const value = feedValue(comment, 'hide', context);
    expect(value).toMatchObject({ from: page, created_time: 60, verb: 'hide' });
    expect(value).not.toHaveProperty('message');
    expect(value).not.toHaveProperty('is_hidden');
  });

  test('Nobody is named without the permission', () => {
    expect(feedValue(comment, 'add', { ...context, dropFrom: true })).not.toHaveProperty('from');
  });

  test('A removed post names its page as the recipient', () => {
    expect(feedValue(post, 'remove', context)).toMatchObject({
      item: 'post',
      verb: 'remove',
      recipient_id: '100',
    });
  });
});

describe('the page for people', () => {
  test('The page escapes names and texts, marks what is hidden and drops what is deleted', () => {
    const { state, comment } = parts();
    expect(escapeHtml(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
    const html = pageHtml(state);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).toContain('Ada &lt;i&gt;');
    expect(html).not.toContain('Dolt av sidan');
    comment.hidden = true;
    expect(pageHtml(state)).toContain('Dolt av sidan');
    comment.deleted = true;
    expect(pageHtml(state)).not.toContain('alert(1)');
  });

  test('The page of one post shows an outsider neither what is hidden nor its answers, nor another post', () => {
    const { state, post, comment } = parts();
    const said = { kind: 'comment', own: false, from: ada, createdAt: 9_500 } as const;
    state.add({ ...said, parentId: comment.id, text: 'Svar på den' });
    state.add({ ...said, parentId: post.id, text: 'Stilla ord', picture: 'made:carport.webp' });
    state.add({ kind: 'post', own: true, from: page, text: 'Ett annat inlägg', createdAt: 1 });
    const open = postHtml(state, post.id);
    expect(open).toContain('Svar på den');
    expect(open).toContain('src="/_sim/pictures/carport.webp"');
    expect(open).not.toContain('Ett annat inlägg');
    comment.hidden = true;
    const html = postHtml(state, post.id);
    expect(html).toContain('Stilla ord');
    for (const gone of ['alert(1)', 'Svar på den', 'Dolt av sidan']) expect(html).not.toContain(gone);
    post.deleted = true;
    expect([postHtml(state, post.id), postHtml(state, comment.id)]).toEqual([null, null]);
  });
});
