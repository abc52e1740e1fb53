/** Character tables of the normaliser. Everything here is data about Unicode; the rules that use it are in fold.ts. */

/**
 * What nobody sees and what therefore parts no word: the standard's own list (Default_Ignorable_Code_Point: zero width,
 * bidi controls, soft hyphen, variation selectors, tags, the Hangul fillers) and its format characters. By hand: the
 * empty Braille cell and the sign for a lost object, which are drawn as blanks.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\ufffc]/u;
/** Marks that are drawn on the letter before them: those without a width, and those that enclose it. */
const MARK = /[\p{Mn}\p{Me}]/u;

const PLANE = 0x10000;
const IS_INVISIBLE = 1;
const IS_MARK = 2;
/** Half a pair is neither: the pair is asked about as a whole. */
const TRAITS = Uint8Array.from({ length: PLANE }, (_, code) => traitsOf(code));

function traitsOf(code: number): number {
  const sign = String.fromCodePoint(code);
  // some marks are never drawn: what is invisible is no mark
  if (INVISIBLE.test(sign)) return IS_INVISIBLE;
  return MARK.test(sign) ? IS_MARK : 0;
}

/** Beyond the first plane there are mostly emoji, and of them few. */
const beyond = new Map<number, number>();
const MOST_KEPT = 4096;

function traitsBeyond(code: number): number {
  const known = beyond.get(code);
  if (known !== undefined) return known;
  const traits = traitsOf(code);
  if (beyond.size < MOST_KEPT) beyond.set(code, traits);
  return traits;
}

const traits = (code: number): number => (code < PLANE ? (TRAITS[code] ?? 0) : traitsBeyond(code));

export const isInvisible = (code: number): boolean => traits(code) === IS_INVISIBLE;

export const isCombiningMark = (code: number): boolean => traits(code) === IS_MARK;

/** Letters that evasion uses for Latin ones and that the standard's list (confusables.ts) lacks or reads otherwise. */
export const HOMOGLYPHS: Readonly<Record<string, string>> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  в: 'b',
  ь: 'b',
  с: 'c',
  ϲ: 'c',
  ԁ: 'd',
  е: 'e',
  ҽ: 'e',
  ε: 'e',
  є: 'e',
  ɡ: 'g',
  һ: 'h',
  н: 'h',
  і: 'i',
  ι: 'i',
  ı: 'i',
  ɩ: 'i',
  ј: 'j',
  ϳ: 'j',
  к: 'k',
  κ: 'k',
  ӏ: 'l',
  ⅼ: 'l',
  м: 'm',
  п: 'n',
  ո: 'n',
  η: 'n',
  о: 'o',
  ο: 'o',
  σ: 'o',
  օ: 'o',
  р: 'p',
  ρ: 'p',
  ԛ: 'q',
  г: 'r',
  я: 'r',
  ѕ: 's',
  ꜱ: 's',
  т: 't',
  τ: 't',
  υ: 'u',
  ц: 'u',
  ս: 'u',
  ѵ: 'v',
  ν: 'v',
  ш: 'w',
  ѡ: 'w',
  ω: 'w',
  х: 'x',
  χ: 'x',
  у: 'y',
  γ: 'y',
  ү: 'y',
  ʏ: 'y',
  ᴢ: 'z',
  ӓ: 'ä',
  ӧ: 'ö',
};

/** Latin letters with marks that the Nordic lexicons do not tell apart. å ä ö æ ø are kept. */
export const PLAIN_LATIN: Readonly<Record<string, string>> = {
  à: 'a',
  á: 'a',
  â: 'a',
  ã: 'a',
  ā: 'a',
  ă: 'a',
  ą: 'a',
  ç: 'c',
  ć: 'c',
  č: 'c',
  ď: 'd',
  đ: 'd',
  ð: 'd',
  è: 'e',
  é: 'e',
  ê: 'e',
  ë: 'e',
  ē: 'e',
  ė: 'e',
  ę: 'e',
  ě: 'e',
  ğ: 'g',
  ģ: 'g',
  ì: 'i',
  í: 'i',
  î: 'i',
  ï: 'i',
  ī: 'i',
  į: 'i',
  ł: 'l',
  ñ: 'n',
  ń: 'n',
  ŋ: 'n',
  ò: 'o',
  ó: 'o',
  ô: 'o',
  õ: 'o',
  ō: 'o',
  ő: 'ö',
  ŕ: 'r',
  ř: 'r',
  ś: 's',
  š: 's',
  ş: 's',
  ș: 's',
  ß: 'ss',
  ſ: 's',
  ţ: 't',
  ť: 't',
  ŧ: 't',
  þ: 'th',
  ù: 'u',
  ú: 'u',
  û: 'u',
  ü: 'u',
  ū: 'u',
  ů: 'u',
  ű: 'u',
  ý: 'y',
  ÿ: 'y',
  ź: 'z',
  ż: 'z',
  ž: 'z',
  œ: 'ö',
};

/** Digits and signs that stand for letters inside a word. */
export const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
  '|': 'i',
  '£': 'l',
};
