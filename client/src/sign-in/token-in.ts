/** The one-time token in what somebody pasted: the whole link, its fragment, or the token alone. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  const fragment = text.slice(text.indexOf('#') + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
