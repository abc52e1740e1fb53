/** How a picture looks: dark on white whatever the machine prefers, and no text may leave its own box. */
export const PICTURE_WIDTH = 1000;

export const PICTURE_STYLE = `
:root{color-scheme:only light}
*{box-sizing:border-box;margin:0}
html,body{background:#fff;color:#1b1b1b;width:${PICTURE_WIDTH}px;overflow:hidden}
body{font:16px/1.5 "Noto Sans Variable","Noto Sans Arabic Variable","Noto Sans Hebrew Variable","Noto Sans SC Variable","Noto Sans Thai Variable","Noto Sans Devanagari Variable","Noto Sans Ethiopic Variable","Noto Sans Georgian Variable","Noto Sans Armenian Variable","Noto Sans Bengali Variable","Noto Sans Tamil Variable","Noto Sans KR Variable","Noto Sans Math",Twemoji,"Noto Emoji",sans-serif}
#mark{display:flex;justify-content:space-between;gap:24px;padding:12px 32px;background:#fff3bf;border-bottom:3px solid #8a6100;color:#3d2b00;font-size:15px}
#page{white-space:nowrap}
#frame{overflow:hidden}
#roll{padding:24px 32px 32px}
h1{font-size:26px;line-height:1.3;margin-bottom:16px}
h2{font-size:19px;margin:28px 0 12px}
.facts{display:grid;grid-template-columns:190px 1fr;gap:4px 16px;font-size:14px;border:1px solid #c9c9c9;border-radius:6px;padding:14px 16px}
.facts dd{text-align:left}
dt{color:#555}
dd{overflow-wrap:anywhere;overflow:hidden;unicode-bidi:isolate}
.entry{border:1px solid #c9c9c9;border-radius:6px;padding:12px 16px;margin-top:10px;overflow:hidden}
.entry.self{border:3px solid #1b1b1b}
.place{display:inline-block;font-size:12px;font-weight:600;padding:1px 8px;border-radius:10px;background:#ececec;margin-bottom:4px}
.self>.place{background:#1b1b1b;color:#fff}
.head{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:baseline;margin-bottom:4px}
.name{overflow-wrap:anywhere;overflow:hidden;max-width:100%}
.name.replaced{background:#3a3a3a;color:#fff;border-radius:3px;padding:0 8px;font-weight:400;font-size:14px}
.when{font-size:13px;color:#555}
.text{white-space:pre-wrap;overflow-wrap:anywhere;overflow:hidden;unicode-bidi:plaintext;tab-size:4}
.self .text{font-size:19px}
.control{font-size:.7em;border:1px solid #999;border-radius:3px;padding:0 3px;color:#555;unicode-bidi:isolate;direction:ltr}
.note{color:#555;font-style:italic;font-size:14px}
.picture{margin:10px 0 0}
.picture.page img{max-height:none;max-width:936px}
.picture img{max-width:100%;max-height:900px;display:block;border:1px solid #c9c9c9}
`;
