import { createHash } from 'node:crypto';

export const styles = `
:root{color-scheme:light dark;--bg:#f2f3f1;--card:#fff;--ink:#1c1e21;--soft:#5c6166;--line:#d9dcd8;--own:#0b5a63;--hid:#8a4b00}
@media (prefers-color-scheme:dark){:root{--bg:#16181a;--card:#212427;--ink:#ececec;--soft:#a9afb4;--line:#3a3f44;--own:#7fd0d8;--hid:#f0b46a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:42rem;padding:.75rem;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.35rem;margin:.25rem 0}header p,small,.count,.more,.picture{color:var(--soft)}header p{margin:0 0 1rem}
article,form{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;margin:0 0 1rem}
img{display:block;max-width:100%;height:auto;margin:.35rem 0;border-radius:6px}
p{margin:.15rem 0;overflow-wrap:anywhere}.text{white-space:pre-wrap}.by b{font-weight:600}
ul{list-style:none;margin:.5rem 0 0;padding:0 0 0 .75rem;border-left:2px solid var(--line)}
.comment{padding:.35rem 0}.ours>.by b{color:var(--own)}.hidden>.text{color:var(--soft);font-style:italic}
.mark{display:inline-block;font-size:.8rem;font-weight:600}.own{color:var(--own)}.hid{color:var(--hid)}
label{display:block;font-weight:600}textarea{width:100%;font:inherit;padding:.4rem;margin:.35rem 0;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
button{font:inherit;font-weight:600;min-height:44px;padding:0 1.2rem;color:var(--card);background:var(--own);border:0;border-radius:6px}
`;

/** Fetches the page again every two seconds while someone looks, and swaps what changed. */
export const clientScript = `
const main=()=>document.querySelector('main');
async function refresh(){
  if(document.hidden)return;
  try{
    const text=await (await fetch('/',{headers:{accept:'text/html'}})).text();
    const next=new DOMParser().parseFromString(text,'text/html').querySelector('main');
    if(next&&next.innerHTML!==main().innerHTML)main().replaceWith(next);
  }catch{/* The simulator is stopping; the next refresh tries again. */}
}
setInterval(refresh,2000);
document.querySelector('form').addEventListener('submit',async(event)=>{
  event.preventDefault();
  const box=document.querySelector('textarea');
  const text=box.value.trim();
  if(!text)return;
  box.value='';
  await fetch('/_sim/comments',{method:'POST',headers:{'content-type':'application/json'},body:JSON.stringify({text,wait:false})});
  await refresh();
});
`;

const hash = createHash('sha256').update(clientScript).digest('base64');

/** Only this script, these styles and the pictures made here; no picture, frame or address of anyone else. */
export const contentPolicy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
