/** What sealed a capture: stands in every manifest. */
import manifest from '../../package.json' with { type: 'json' };

export const SOFTWARE = { name: manifest.name, version: manifest.version } as const;
