import { generate } from '../database/generate.mjs'
import { leave, leaveOnSignals, onLeave } from '../ground/leaving.mjs'
import { program } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'

// `npm run prove -- access`: every page of an organisation by WCAG 2.2 AA, in both themes, on a desk, a tablet and a phone.

async function proveAccess() {
  await install()
  const { buildWeb } = await import('../program/build.mjs')
  const { browser } = await import('./steps.mjs')
  const { enterTestServer } = await import('./test-database.mjs')
  onLeave((await enterTestServer()).leave)
  await generate()
  await buildWeb()
  const { failed } = await browser(['e2e/access.spec.ts'], { OCTET_TEST_PAGES: 'all' })
  return failed ? 1 : 0
}

leaveOnSignals(130)
program(async () => {
  try {
    return await proveAccess()
  } finally {
    await leave()
  }
}).then(() => process.exit())
