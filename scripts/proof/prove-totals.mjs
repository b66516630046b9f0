import { isLeaving, leave, leaveOnSignals } from '../ground/leaving.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { program, say } from '../ground/sentence.mjs'
import { install } from '../program/install.mjs'

// `npm run prove -- totals [N]`: the sums of documents by EN 16931 on N random orders, with line discounts, discounts on the whole,
// charges and mixed taxes, in parts and credited.

const files = ['server/invoicing/rules/whole.test.ts', 'server/invoicing/rules/discounted.test.ts']

async function proveTotals() {
  const runs = Number(process.argv[3] ?? 100_000)
  if (!Number.isSafeInteger(runs) || runs < 1) {
    say('say how many orders: npm run prove -- totals 100000')
    return 2
  }
  await install()
  const since = Date.now()
  const env = { ...process.env, OCTET_TOTALS_RUNS: String(runs) }
  const vitest = inRoot('node_modules/vitest/vitest.mjs')
  const { code } = await command(process.execPath, [vitest, 'run', ...files], { cwd: root, env, show: true })
  if (isLeaving()) return 130
  const seconds = ((Date.now() - since) / 1000).toFixed(0)
  say(
    `${runs} random orders, then ${runs} more with discounts of lines alone: ${code === 0 ? 'all sums hold' : 'NOT all sums hold'}, ${seconds} s`,
  )
  return code
}

leaveOnSignals(130)
program(async () => {
  try {
    return await proveTotals()
  } finally {
    await leave()
  }
}).then(() => process.exit())
