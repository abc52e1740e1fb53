import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const api = process.env.UPPSIKT_API ?? '4800';
const target = /^\d+$/u.test(api) ? `http://127.0.0.1:${api}` : api;

export default defineConfig({
  root,
  plugins: [react()],
  server: {
    fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] },
    proxy: { '/api': { target }, '/realtime': { target, ws: true } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // The library has no sideEffects flag: without this one Button costs 65 kB (look.md 5.1).
        moduleSideEffects: [{ test: /@digdir[\\/]designsystemet-react[\\/]/u, sideEffects: false }],
      },
    },
  },
});
