/** Invented names for generated comments; any likeness to a living person is chance. */
const FIRST =
  'Alva Bertil Cajsa Dag Ebba Folke Greta Hilding Iris Jarl Klara Loke Mira Nils Olga Pelle Ragna Sune Tove Ulla Vidar Ylva Zara Åsa Östen Ahmed Fatima Ingvild Sindre Oddny'.split(
    ' ',
  );
const LAST =
  'Påhitt Granberg Älvdal Snöfors Tallmo Björklid Stenhed Myrberg Ljungmark Åslund Fjällström Sjöhag Ekmark Rönnfors Havstad Lindåker Brattmo Skogmyr Vinterlund Nybyggare'.split(
    ' ',
  );

/** One of some hundred names. */
export function inventedName(random: () => number): string {
  const first = FIRST[Math.floor(random() * FIRST.length)] ?? 'Alva';
  const last = LAST[Math.floor(random() * LAST.length)] ?? 'Påhitt';
  return `${first} ${last}`;
}
