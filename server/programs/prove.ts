import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { proveForecast } from '@/server/simulation/proof/forecast'
import { callers } from '@/server/simulation/races/race'
import { races } from '@/server/simulation/races/races'

// The band of the cash forecast, on so many pasts made in memory.
if (process.argv.includes('forecast'))
  process.exit(proveForecast(Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 20)) ? 0 : 1)

// As many connections as callers, so that all of them are in the database at once.
process.env.OCTET_POOL ??= String(callers + 1)
const rounds = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1000)
let failed = 0
for (const race of races) {
  const started = performance.now()
  const wrong = await race.run(rounds)
  failed += wrong.length
  for (const what of wrong.slice(0, 5)) console.log(`${race.name}: ${what}`)
  console.log(
    `${race.name}: ${rounds} rounds, ${wrong.length} wrong, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
}
await closeNotifier()
await closeConnections()
process.exit(failed === 0 ? 0 : 1)
