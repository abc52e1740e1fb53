import type { ReactNode } from 'react';
import { NamedIcon } from './icons.tsx';

/** A quiet page or pane: what is here, and what to do. */
export function Notice({
  title,
  children,
  level = 2,
}: {
  title: string;
  children?: ReactNode;
  level?: 1 | 2;
}) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="notice">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

/** Something to know before going on, in its place. */
export function Caution({ children, live = false }: { children: ReactNode; live?: boolean }) {
  return (
    <div className="caution" role={live ? 'alert' : undefined}>
      <NamedIcon name="trouble" />
      <div>{children}</div>
    </div>
  );
}
