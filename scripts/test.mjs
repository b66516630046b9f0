import { isLeaving, leave, leaveOnSignals, onLeave } from './ground/leaving.mjs'
import { program } from './ground/sentence.mjs'
import { install } from './program/install.mjs'

// Runs every proof of the program, the cheapest first. All of them run, even if one fails.
async function test() {
  const began = Date.now()
  await install()
  const { steps } = await import('./proof/steps.mjs')
  const { ownScratch } = await import('./proof/scratch.mjs')
  const { enterTestServer } = await import('./proof/test-database.mjs')
  onLeave(ownScratch())
  const entering = enterTestServer()
  onLeave(() => entering.then((server) => server.leave()).catch(() => {}))
  await entering
  let passed = 0
  let failed = 0
  for (const [name, step] of steps) {
    if (isLeaving()) return 130
    const since = Date.now()
    const counts = await step().catch((error) => {
      console.error(error.message)
      return { passed: 0, failed: 1 }
    })
    if (isLeaving()) return 130
    passed += counts.passed
    failed += counts.failed
    const seconds = ((Date.now() - since) / 1000).toFixed(1)
    console.log(`octet: ${name} ${counts.failed ? 'failed' : 'passed'} (${seconds} s)`)
  }
  console.log(`octet: ${((Date.now() - began) / 1000).toFixed(0)} s`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed ? 1 : 0
}

leaveOnSignals(130)
program(async () => {
  try {
    return await test()
  } finally {
    await leave()
  }
}).then(() => process.exit())
