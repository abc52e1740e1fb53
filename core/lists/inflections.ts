/** The Nordic endings a listed word may have and still be that word. */
export const INFLECTIONS: ReadonlySet<string> = new Set(
  (
    'a an ana ar ara are aren arna arnas arne arnes as at ast aste ad ade ande ' +
    'e en ena enas ene enes ens er era eran ere eren erer ern erna ernas erne ernes ers es et ets els ' +
    'ing ingen ingar ig iga igt igaste ' +
    'n na nas ne nes ns or orna ornas orne r rna rnas rne rnes rs s t te ts de dde d dd y i'
  ).split(' '),
);
