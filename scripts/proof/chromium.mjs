import { existsSync } from 'node:fs'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { say, stop } from '../ground/sentence.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

// An installed browser may lack system libraries, so only one that starts is used.
async function starts(path) {
  if (!path || !existsSync(path)) return false
  return (await command(path, ['--version']).catch(() => ({ code: 1 }))).code === 0
}

async function firstThatStarts(paths) {
  for (const path of paths) if (await starts(path)) return path
  return null
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function downloaded() {
  say('downloading a browser for the tests (once)')
  await command(process.execPath, [inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
    cwd: root,
  })
  return firstThatStarts([await playwrights()])
}

async function distributions() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say("installing the distribution's browser for the tests (once)")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await command('apt-get', ['update'], { env })
  for (const name of ['chromium', 'chromium-browser']) {
    await command('apt-get', ['install', '-y', '--no-install-recommends', name], { env })
    const found = await firstThatStarts(places)
    if (found) return found
  }
  return null
}

/**
 * Finds a Chromium that starts: CHROMIUM_PATH, an installed one, Playwright's (downloaded when missing), or the
 * distribution's.
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) {
    if (await starts(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH
    stop(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which does not start; correct it or leave it away.`)
  }
  const found =
    (await firstThatStarts([...places, await playwrights()])) ?? (await downloaded()) ?? (await distributions())
  return (
    found ??
    stop('The browser tests need Chromium and none could be installed; install it and set CHROMIUM_PATH to it.')
  )
}
