// Builds dist/: the main process of both shells, the preload bridge and the renderer.
import { rm } from 'node:fs/promises'
import { rolldown } from 'rolldown'
import { build as buildRenderer } from 'vite'

// Whatever the session has set: React made for development is slow, and does effects twice.
process.env.NODE_ENV = 'production'

const external = ['electron', 'keytar', 'sharp', /^node:/]

await rm('dist', { recursive: true, force: true })
await Promise.all([
  bundle(
    {
      main: 'electron/main.ts',
      browser: 'electron/browser.ts',
      playground: 'electron/playground/main.ts',
      keychain: 'electron/credentials/keychain-child.ts',
      decoder: 'electron/thumbnails/decoder-child.ts',
    },
    'es',
    'mjs',
  ),
  // A packaged app keeps this one outside of its archive, so it must not share chunks with it.
  bundle({ worker: 'electron/transfers/thread/worker.ts' }, 'es', 'mjs', 'dist/transfers'),
  // A sandboxed preload must be one CommonJS file.
  bundle({ preload: 'electron/preload.ts' }, 'cjs', 'cjs'),
  buildRenderer({ configFile: 'renderer/vite.config.ts', logLevel: 'warn' }),
])

async function bundle(input, format, extension, dir = 'dist') {
  const build = await rolldown({ input, external, platform: 'node', logLevel: 'warn' })
  await build.write({
    dir,
    format,
    sourcemap: true,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `chunks/[name]-[hash].${extension}`,
  })
  await build.close()
}
