import { defineConfig } from 'vitest/config'

/** Vitest itself leaves a processor to others, which on two of them is half of the machine. */
const WORKERS = 2

/** Unit tests sit beside the file they test; integration tests need servers and sit in e2e/. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}', 'e2e/*.test.ts'],
          testTimeout: 20_000,
          // One process for many files: to load the modules again for each takes longer than the
          // tests do. So a file leaves nothing behind, and none needs another before it.
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['e2e/{conformance,integration}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // They wait for each other's programs half of the time.
          maxWorkers: WORKERS + 1,
        },
      },
    ],
  },
})
