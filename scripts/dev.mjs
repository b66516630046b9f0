import { leave, leaveOnSignals, onLeave } from './ground/leaving.mjs'
import { giveLock, takeLock } from './ground/lock.mjs'
import { kept } from './ground/place.mjs'
import { program, stop } from './ground/sentence.mjs'
import { install } from './program/install.mjs'

const running = kept('running.json')

// The program for developers: pages, background work and database client follow the sources.
async function dev() {
  const port = Number(process.env.PORT || 3000)
  const other = takeLock(running)
  if (other) stop(`Octet already runs on this data (process ${other.pid}); stop it first.`)
  onLeave(() => giveLock(running))
  await install()
  const { openWhileRunning } = await import('./database/open.mjs')
  const { migrate } = await import('./database/migrate.mjs')
  const { generate } = await import('./database/generate.mjs')
  const { environmentOf } = await import('./program/environment.mjs')
  const { develop } = await import('./program/develop.mjs')
  const database = await openWhileRunning()
  await migrate(database.url)
  await generate()
  return develop(await environmentOf(database, { port, host: '127.0.0.1' }), port)
}

leaveOnSignals()
program(async () => {
  try {
    return await dev()
  } finally {
    await leave()
  }
}).then(() => process.exit())
