import { defineConfig } from 'playwright/test'

/**
 * The same specs drive the app twice: in the browser shell with a real Chromium, and in real
 * Electron where a runtime is found (elsewhere those are skipped, and say so).
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  workers: 1,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'browser shell', metadata: { shell: 'browser' } },
    { name: 'desktop shell', metadata: { shell: 'desktop' } },
  ],
})
