/** The page as people see it. Every text of a user is escaped; nothing is loaded from elsewhere. */

import { clientScript, styles } from './html-parts.ts';
import { madeName } from './made-picture.ts';
import type { PageState } from './state.ts';
import type { SimNode } from './types.ts';

/** More comments under one post than this are not shown. */
const SHOWN = 300;
const DEEPEST = 4;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');

const time = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Stockholm',
});

function byline(node: SimNode): string {
  const name = node.from ? escapeHtml(node.from.name) : 'Okänd avsändare';
  const mark = node.own ? ' <span class="mark own">Sidan</span>' : '';
  const edited = node.editedAt === null ? '' : ' · redigerad';
  const at = new Date(node.createdAt);
  const posted = `<time datetime="${at.toISOString()}">${time.format(at)}</time>${edited}`;
  return `<p class="by"><b>${name}</b>${mark} <small>${posted}</small></p>`;
}

/** What stands elsewhere is named only: this page asks nothing of the outside. */
function picture(node: SimNode): string {
  if (!node.picture) return '';
  const made = madeName(node.picture);
  if (made === null) return `<p class="picture">Bild: ${escapeHtml(node.picture)}</p>`;
  return `<img src="/_sim/pictures/${made}" alt="Bild" width="480" height="360">`;
}

function content(node: SimNode): string {
  const text = node.text === '' ? '' : `<p class="text" dir="auto">${escapeHtml(node.text)}</p>`;
  const hidden = node.hidden ? '<p class="mark hid">Dolt av sidan</p>' : '';
  const liked = node.likedByPage ? '<p class="mark">Gillat av sidan</p>' : '';
  return text + picture(node) + hidden + liked;
}

type Under = ReadonlyMap<string, readonly SimNode[]>;

function comment(node: SimNode, under: Under, depth: number): string {
  const below = depth < DEEPEST ? thread(under.get(node.id) ?? [], under, depth + 1) : '';
  const shade = `${node.hidden ? ' hidden' : ''}${node.own ? ' ours' : ''}`;
  return `<li id="c-${escapeHtml(node.id)}" class="comment${shade}">${byline(node)}${content(node)}${below}</li>`;
}

function thread(nodes: readonly SimNode[], under: Under, depth: number): string {
  if (nodes.length === 0) return '';
  return `<ul>${nodes.map((node) => comment(node, under, depth)).join('')}</ul>`;
}

function post(node: SimNode, state: PageState, sees: (comment: SimNode) => boolean = () => true): string {
  const all = state.comments(node.id, true).filter(sees);
  const shown = all.slice(-SHOWN);
  const under = new Map<string, SimNode[]>();
  const here = new Set(shown.map(({ id }) => id));
  for (const each of shown) {
    // A reply whose parent is further back stands directly under the post.
    const parent = each.parentId !== null && here.has(each.parentId) ? each.parentId : node.id;
    under.set(parent, [...(under.get(parent) ?? []), each]);
  }
  const more =
    all.length > SHOWN ? `<p class="more">${all.length - SHOWN} äldre kommentarer visas inte.</p>` : '';
  const count = `<p class="count">${all.length} ${all.length === 1 ? 'kommentar' : 'kommentarer'}</p>`;
  const comments = thread(under.get(node.id) ?? [], under, 0);
  return `<article id="p-${escapeHtml(node.id)}">${byline(node)}${content(node)}${count}${more}${comments}</article>`;
}

const document = (title: string, body: string): string =>
  `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${styles}</style></head>
<body><header><h1>${title}</h1><p>Simulerad Facebooksida. Alla personer och kommentarer är påhittade.</p></header>
${body}</body></html>`;

/** The whole page, newest post first; deleted posts and comments are gone. */
export function pageHtml(state: PageState): string {
  const posts = [...state.nodes.values()].filter((node) => node.kind === 'post' && !node.deleted);
  posts.sort((a, b) => b.createdAt - a.createdAt);
  const body = posts.map((node) => post(node, state)).join('') || '<p>Här finns inga inlägg än.</p>';
  const form = `<form><label for="text">Skriv en kommentar som invånare</label>
<textarea id="text" rows="2" maxlength="8000" required></textarea><button>Skicka</button></form>`;
  return document(escapeHtml(state.page.name), `${form}<main>${body}</main><script>${clientScript}</script>`);
}

/** One post as anybody sees it who follows its address: what the page has hidden is not there. null: it is gone. */
export function postHtml(state: PageState, postId: string): string | null {
  const node = state.standing(postId);
  if (node?.kind !== 'post' || node.hidden) return null;
  const isHidden = (comment: SimNode): boolean => {
    const above = comment.parentId === null ? undefined : state.nodes.get(comment.parentId);
    return comment.hidden || (above?.kind === 'comment' && isHidden(above));
  };
  const body = post(node, state, (comment) => !isHidden(comment));
  return document(escapeHtml(state.page.name), `<main>${body}</main>`);
}
