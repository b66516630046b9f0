import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { runFloor } from '@/server/simulation/model/floor'
import { proveForecast } from '@/server/simulation/proof/forecast'
import { callers } from '@/server/simulation/races/race'
import { races } from '@/server/simulation/races/races'

// Measures the band of the cash forecast on pasts that are made in memory.
if (process.argv.includes('forecast'))
  process.exit(proveForecast(Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 20)) ? 0 : 1)

// One connection for each caller, so that all callers are in the database at the same time.
process.env.OCTET_POOL ??= String(callers + 1)
const rounds = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1000)
let failed = 0

/** `prove -- floor`: random sequences of what people do on the floor. A seed that failed can be run again with `seed=…`. */
async function proveFloor(): Promise<void> {
  const started = performance.now()
  const given = process.argv.find((word) => word.startsWith('seed='))?.slice(5)
  const { sequences, done, wrong } = await runFloor(rounds, Number(given ?? Date.now() % 1_000_000_000))
  if (wrong) console.log(wrong)
  const deeds = [...done.values()].reduce((sum, times) => sum + times, 0)
  console.log([...done].map(([name, times]) => `${name} ${times}`).join(', '))
  console.log(
    `floor: ${sequences} sequences, ${deeds} deeds, ${wrong ? 1 : 0} wrong, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
  failed += wrong ? 1 : 0
}

const onlyFloor = process.argv.includes('floor')
if (onlyFloor) await proveFloor()
for (const race of onlyFloor ? [] : races) {
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
