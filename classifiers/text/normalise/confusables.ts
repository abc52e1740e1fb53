/**
 * Letters and digits of other scripts that look like a Latin letter, by the Unicode Standard: UTS #39, confusables.txt,
 * version 15.1.0 (Unicode License v3), generated once as docs/internals/classifiers.md says. Lower-cased; left out is
 * what NFKC turns into Latin by itself. Where the standard has two letters, the one of the lower-case form stands.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'ɑαаᗅꓮꭺ𐊠𖽀',
  b: 'βвьᏼᑲᖯᗷꓐꞵꮟ𐊂𐊡𐌁',
  c: 'сᴄⲥꓚꮯ𐊢𐌂𐐽𐔜𑣩𑣲',
  d: 'ԁᑯᗞᗪꓒꓓꭰꮷ',
  e: 'εеҽⴹꓰꬲꭼ𐊆𑣆𑣎',
  f: 'ϝքᖴẝꓝꞙꬵ𐊇𐊥𐔥𑣂',
  g: 'ɡԍցᏻᶃꓖꮐ',
  h: 'ηнһհᕼⲏꓧꮋꮒ𐋏',
  i: 'ɩɪιіӏꙇꭵ𑣃',
  j: 'ʝϳјᒍꓙꭻ',
  k: 'κкᛕⲕꓗꮶ𐔘',
  l: '۱ᒪᛁⲓⳑⵏꓡꓲꮮ𐊊𐌉𐌠𐑃𐔦𑣒𖼖𖼨',
  m: 'μϻмᗰᛖⲙꓟꮇ𐊰𐌑',
  n: 'ոռⲛꓠ𐔓',
  o: 'οσоօ۵०০੦૦ଠ୦௦౦೦ഠ൦๐໐ဝ၀ჿዐᴏᴑⲟⵔ〇ꓳꬽ𐊒𐊫𐐬𐓪𐔖𑓐𑣈𑣕𑣗𑣠',
  p: 'ρрᑭⲣꓑꮲ𐊕',
  q: 'ԛգզⵕ',
  r: 'гᖇᴦⲅꓣꭇꭈꭱꮁꮢ𐓜𖼵',
  s: 'ѕտꓢꜱꮥꮪ𐊖𐑈𑣁𖼺',
  t: 'τтⲧꓔꭲ𐊗𐊱𐌕𖼊',
  u: 'ʋυսሀᑌᴜꓴꞟꭎꭒ𐓶𑣘𖽂',
  v: 'νѵ۷ᐯᴠⴸꓦꛟꮩ𐔝𑜆𑣀𖼈',
  w: 'ɯѡԝաᴡꓪꮃꮤ𑜊𑜎𑜏𑣦𑣯',
  x: 'χхᕁᕽᚷⲭⵝꓫꭓ𐊐𐊴𐌗𐌢𐔧𑣬',
  y: 'ɣʏγуүყᶌỿⲩꓬꭚꭹꮍ𐊲𑣜𖽃',
  z: 'ζᴢꓜꮓ𐋵𑣄𑣉𑣥',
};

/** The Latin letter that each looks like. */
export const CONFUSABLES: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([letter, signs]) => [...signs].map((sign) => [sign, letter] as const)),
);
