import { defineConfig } from 'playwright/test'

const ALONE = 'large-file.spec.ts'
const chromium = process.env['PAIL_CHROMIUM']

/**
 * The same specs drive the app twice: in the browser shell with a real Chromium, and in real
 * Electron where a runtime is found (elsewhere those are skipped, and say so).
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // On a shared machine one in hundreds is unlucky; `npm test` names each that needed a second go.
  retries: process.env['CI'] ? 1 : 0,
  workers: 3,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    // A trace doubles what a test costs: ask for one by `--trace retain-on-failure`.
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
    // What a person may do by a gesture; the headless shell asks for leave even so.
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      // `npm test` names the Chromium it found; Playwright's own is the default.
      ...(chromium ? { executablePath: chromium } : {}),
      // Chromium's sandbox does not work as root, which CI often is.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    // The window alone, without a shell: every state it can be in.
    { name: 'window', testMatch: 'states/*.spec.ts' },
    { name: 'browser shell', testIgnore: ['states/**', ALONE], metadata: { shell: 'browser' } },
    { name: 'desktop shell', testIgnore: 'states/**', metadata: { shell: 'desktop' } },
    // What measures memory has the machine for itself.
    {
      name: 'browser shell alone',
      testMatch: ALONE,
      workers: 1,
      dependencies: ['window', 'browser shell'],
      metadata: { shell: 'browser' },
    },
  ],
})
