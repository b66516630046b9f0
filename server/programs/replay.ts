import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { returnNumbers } from '@/server/platform/database/numbers'
import { checkOrganisation, ruleCount } from '@/server/simulation/check/check'
import { ctxAt } from '@/server/simulation/drive'
import { UnreadableFile } from '@/server/simulation/replay/file'
import { readHistory } from '@/server/simulation/replay/history'
import { daysLateOf, readPayers, usualPayers } from '@/server/simulation/replay/payers'
import { replay } from '@/server/simulation/replay/replay'
import { printReport } from '@/server/simulation/replay/report'
import { replayOrganisation } from '@/server/simulation/replay/set-up'

const usage = 'npm run replay -- FILE [--payers FILE] [--limit ROWS] [--report FILE]'

/** Ends the program with a sentence instead of a stack trace. */
function stop(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

function asked() {
  const options = { payers: { type: 'string' }, limit: { type: 'string' }, report: { type: 'string' } } as const
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    const [file] = positionals
    const { limit, payers, report } = values
    if (!file || positionals.length > 1 || (limit && !/^[1-9]\d{0,8}$/.test(limit))) stop(usage)
    return { file, payers, report, limit: limit ? Number(limit) : undefined }
  } catch {
    stop(usage)
  }
}

async function readOrStop<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UnreadableFile) stop(`${name}: ${error.message}`)
    throw error
  }
}

const { file, payers: payersFile, report, limit } = asked()
const started = performance.now()
const history = await readOrStop(file, readHistory(file, limit))
const payers = payersFile ? await readOrStop(payersFile, readPayers(payersFile)) : usualPayers
// The organisation's name depends on file, rows and payers: the same input goes on where it stopped, another input gets
// another organisation.
const told = createHash('sha256')
  .update(readFileSync(file))
  .update(String(limit ?? ''))
const seed = (payersFile ? told.update(readFileSync(payersFile)) : told).digest('hex').slice(0, 10)
console.log(
  `${basename(file)}: ${history.rows} rows, ${history.orders.length} orders, ${history.cancellations.length} cancellations, ${history.unfit.length} rows that cannot be orders`,
)

const organisation = await replayOrganisation(basename(file), seed, history)
const manners = { seed, daysLate: daysLateOf(payers, seed), approved: 1, proven: 0.6 }
let shownAt = 0
const replayed = await replay(organisation, history, manners, (world, at) => {
  if (performance.now() - shownAt < 2000) return
  shownAt = performance.now()
  console.log(
    `${at.toISOString().slice(0, 10)}  ${world.counts.events} events, ${world.agenda.size} acts to come, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
})
const seconds = (performance.now() - started) / 1000
const totalsHold = await printReport(replayed, history, seconds, report)
const violations = await checkOrganisation(ctxAt(replayed.world, new Date()))
for (const { rule, what, subject } of violations) console.log(`rule ${rule}: ${what}: ${subject}`)
console.log(`${ruleCount} rules, ${violations.length} violations`)
await closeNotifier()
await returnNumbers()
await closeConnections()
process.exit(violations.length === 0 && totalsHold ? 0 : 1)
