import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const port = process.env.OCTET_E2E_PORT ?? '3210'
const baseURL = `http://localhost:${port}`
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path))

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.{ts,mjs}',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 300_000,
  // Long enough for a busy machine that does background work meanwhile; only a failure waits for it.
  expect: { timeout: 30_000 },
  reporter: process.env.OCTET_E2E_REPORT
    ? [['line'], ['json', { outputFile: process.env.OCTET_E2E_REPORT }]]
    : [['list']],
  use: {
    baseURL,
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    // Recording every step takes time of each story; `npx playwright test --trace retain-on-failure` does it when one fails.
    trace: 'off',
    // A step that waits in vain says which one it is, before the whole story ends without a word.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        '--disable-sync',
        '--disable-default-apps',
        '--force-color-profile=srgb',
        '--font-render-hinting=none',
      ],
    },
  },
  // The very program that `npm start` runs, on a database, ports and folders of its own.
  webServer: {
    command: 'node scripts/proof/serve.mjs',
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 900_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    env: { OCTET_E2E_PORT: port },
  },
})
