/** The raw limit of the inbox: a page that has its rows in it and nothing to ask for, with the same names of classes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ItemShape } from '../../core/inbox/items.contract.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`);

const STYLE = `body{margin:0;display:flex;height:100vh;font:15px/20px sans-serif}
.rows{flex:none;width:420px;overflow-y:auto}.row{display:block;box-sizing:border-box;height:92px;padding:8px 16px;overflow:hidden}
.row[aria-current]{background:#def}.selected-item{padding:16px}`;

const SCRIPT = `let at=-1;const rows=[...document.querySelectorAll('.row')],pane=document.querySelector('.selected-item');
function open(next){const row=rows[next];if(!row)return;rows[at]?.removeAttribute('aria-current');at=next;
row.setAttribute('aria-current','true');row.scrollIntoView({block:'nearest'});
pane.querySelector('.message__name').textContent=row.querySelector('.row__author').textContent;
pane.querySelector('.selected-item__text').textContent=row.querySelector('.row__text').textContent}
document.addEventListener('click',(e)=>{const row=e.target.closest('.row');if(row){e.preventDefault();open(rows.indexOf(row))}});
document.addEventListener('keydown',(e)=>{if(e.key==='j')open(at+1)})`;

const rowHtml = ({ id, author, text, deadline }: ItemShape): string =>
  `<a class="row" href="#${id}"><span>${deadline.dueAt ?? ''}</span> <b class="row__author">${escaped(author?.name ?? '')}</b> <span class="row__text">${escaped(text)}</span></a>`;

export const staticPage = (items: readonly ItemShape[]): string =>
  `<!doctype html><meta charset="utf-8"><title>rows</title><style>${STYLE}</style><div class="rows">${items.map(rowHtml).join('')}</div><div class="selected-item"><b class="message__name"></b><p class="selected-item__text"></p></div><script>${SCRIPT}</script>`;

export async function serveStatic(html: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
