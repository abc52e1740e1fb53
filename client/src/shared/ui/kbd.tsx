import { settings } from '../settings.ts';
import { useStore } from '../store.ts';

/** The key in its small box. Decoration: the keys are listed for everyone under Help. */
export function Kbd({ children, always = false }: { children: string; always?: boolean }) {
  const { singleKeys } = useStore(settings);
  if (!always && !singleKeys) return null;
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}
