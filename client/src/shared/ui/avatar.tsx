import { initials } from '../format.ts';

export function Avatar({
  name,
  own = false,
  small = false,
}: {
  name: string;
  own?: boolean;
  small?: boolean;
}) {
  const className = `avatar${own ? ' avatar--own' : ''}${small ? ' avatar--small' : ''}`;
  return (
    <span className={className} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
