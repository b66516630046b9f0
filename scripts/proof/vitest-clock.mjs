import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { inRoot, root } from '../ground/place.mjs'
import { trueClock } from './clock.mjs'
import { onTheDatabasesClock } from './days.mjs'

// Before each test file: sets the clock of the test day, here and in every process that the tests start.
const file = relative(root, expect.getState().testPath ?? '').replaceAll('\\', '/')
if (file in onTheDatabasesClock) trueClock()
if (process.env.OCTET_CLOCK_SHIFT_MS) {
  const loaded = `--import=${pathToFileURL(inRoot('scripts/proof/clock.mjs')).href}`
  const options = process.env.NODE_OPTIONS ?? ''
  if (!options.includes(loaded)) process.env.NODE_OPTIONS = `${options} ${loaded}`.trim()
}
