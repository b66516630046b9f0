import { cycleBench } from '@/bench/cycle'
import type { Figure } from '@/bench/figure'
import { jobsBench } from '@/bench/jobs'
import { listsBench } from '@/bench/lists'
import { movingBench } from '@/bench/moving'
import { orderBench } from '@/bench/order'
import { startBench } from '@/bench/start'
import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'

const benches: Record<string, () => Promise<Figure[]>> = {
  order: orderBench,
  cycle: cycleBench,
  jobs: jobsBench,
  lists: listsBench,
  moving: movingBench,
  start: startBench,
}

const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const asJson = process.argv.includes('--json')
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
for (const name of names.length > 0 ? names : Object.keys(benches))
  for (const figure of (await benches[name]?.()) ?? []) {
    const goal = figure.goal === null ? '' : `  (aim ${figure.better === 'higher' ? '≥' : '≤'} ${figure.goal})`
    console.log(
      asJson
        ? JSON.stringify(figure)
        : `${figure.bench}  ${figure.figure.padEnd(30)} ${figure.value.toFixed(2).padStart(10)} ${figure.unit}${goal}`,
    )
  }
await closeNotifier()
await closeConnections()
process.exit(0)
