import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the window: plain files only, so that a CSP of `'self'` for scripts and styles holds. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), tailwind()],
  worker: {
    format: 'es',
    rolldownOptions: {
      treeshake: {
        // One of them compiles WebAssembly as soon as it is imported, which the CSP does not allow;
        // what is not used of them is left out.
        moduleSideEffects: id => !/[\\/](hyparquet-compressors|hysnappy)[\\/]/.test(id),
      },
    },
  },
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome130', 'firefox130', 'safari18'],
    modulePreload: { polyfill: false },
    // A data: URI would need an exemption in the CSP.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
})
