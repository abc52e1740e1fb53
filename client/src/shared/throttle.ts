/** Calls at once, then at most once per `ms`; what came meanwhile is one call at the end, so nothing is missed. */
export function atMostEvery(
  ms: number,
  run: () => void,
): { readonly call: () => void; readonly cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const rest = (): void => {
    timer = null;
    if (again) call();
  };
  const call = (): void => {
    again = timer !== null;
    if (again) return;
    timer = setTimeout(rest, ms);
    run();
  };
  return {
    call,
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      again = false;
    },
  };
}
