// Node 24 strips the types itself, so jest needs no transform; ESM needs --experimental-vm-modules (ops/test).
const project = (name) => ({
  displayName: name,
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/test'],
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/data', '<rootDir>/.cache', '<rootDir>/client/dist'],
  transform: {},
  ...(name === 'e2e' && {
    globalSetup: '<rootDir>/test/support/e2e-setup.ts',
    globalTeardown: '<rootDir>/test/support/e2e-teardown.ts',
  }),
});

export default {
  projects: ['unit', 'conformance', 'integration', 'e2e', 'faults'].map(project),
  testSequencer: `${import.meta.dirname}/ops/test/sequencer.mjs`,
  // Modules of finished files stay in a worker's memory; collecting them cost a fifth of the run.
  workerIdleMemoryLimit: '900MB',
  testTimeout: 30_000,
};
