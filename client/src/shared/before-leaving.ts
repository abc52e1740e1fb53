/** What must be told to the server before its person is signed out. */
type Farewell = () => Promise<unknown>;
const farewells = new Set<Farewell>();

export function beforeLeaving(farewell: Farewell): () => void {
  farewells.add(farewell);
  return () => void farewells.delete(farewell);
}

/** Nobody is kept for longer than this by a server that does not answer. */
const PATIENCE_MS = 3_000;

export async function sayFarewells(): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.allSettled([...farewells].map((farewell) => farewell())), patience]);
}
