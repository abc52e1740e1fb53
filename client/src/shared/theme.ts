import { settings } from './settings.ts';

/** The theme stands on the root element; "auto" follows the system without a script. */
export function applyTheme(): void {
  const apply = (): void => {
    document.documentElement.dataset.colorScheme = settings.get().theme;
  };
  apply();
  settings.watch(apply);
}
