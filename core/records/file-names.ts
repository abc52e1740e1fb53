/**
 * Names of files that every system can hold: a package is unpacked on Windows, macOS and Linux. What is changed is said
 * in the manifest, so that nothing has to be guessed back.
 */

/** In UTF-8. Archives and eCryptfs hold less than the 255 of most file systems. */
const MAX_NAME_BYTES = 140;
/** Separators, what Windows refuses, control and direction characters, halves of a pair: all become a hyphen. */
const UNSAFE = /[\\/<>:"|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+/gu;
/** Devices of Windows, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Cut at whole characters, with the ending kept. */
function shortened(name: string): string {
  if (bytesOf(name) <= MAX_NAME_BYTES) return name;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(name)?.[0] ?? '';
  const room = MAX_NAME_BYTES - bytesOf(ending);
  let stem = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    used += bytesOf(segment);
    if (used > room) break;
    stem += segment;
  }
  return stem + ending;
}

/** One name without folders. Normal forms stay as they are: å in one or two code points is the file's own affair. */
export function safeName(name: string): string {
  const plain = name
    .replace(UNSAFE, '-')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
    .replace(RESERVED, '$&-');
  return shortened(plain === '' ? 'file' : plain);
}

/** What two names have in common on a disk that knows neither case nor normal forms (macOS, Windows). */
const onDisk = (path: string): string => path.normalize('NFC').toLowerCase();

/** `name-2.ext`, `name-3.ext` … where a name is taken. */
function numbered(name: string, number: number): string {
  if (number === 1) return name;
  const at = name.lastIndexOf('.');
  const [stem, ending] = at > 0 ? [name.slice(0, at), name.slice(at)] : [name, ''];
  return `${stem}-${number}${ending}`;
}

/** Hands out names that differ on every disk; `taken` may hold some already. */
export function distinctNames(taken: readonly string[] = []): (name: string) => string {
  const used = new Set(taken.map(onDisk));
  return (name) => {
    let number = 1;
    while (used.has(onDisk(numbered(name, number)))) number += 1;
    const free = numbered(name, number);
    used.add(onDisk(free));
    return free;
  };
}

/** Letters that decompose into none of a to z, as archives write them. */
const WRITTEN: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ŋ: 'n',
  ŧ: 't',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
};

/** For archives that take lower-case a to z only (FGS practice): å and ä become a, ö becomes o. */
export function plainName(name: string): string {
  const letters = safeName(name)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[øæđŋŧðþß]/gu, (letter) => WRITTEN[letter] ?? letter);
  const plain = letters.replace(/[^a-z0-9._-]+/gu, '-').replace(/-+(?=\.|$)|^-+/gu, '');
  return /^[^.]/u.test(plain) ? plain : `file${plain}`;
}
