import { leave, leaveOnSignals, onLeave } from './ground/leaving.mjs'
import { giveLock, takeLock } from './ground/lock.mjs'
import { answers, isPortFree } from './ground/os.mjs'
import { kept, writeWhole } from './ground/place.mjs'
import { program, say, stop } from './ground/sentence.mjs'
import { install } from './program/install.mjs'

const port = Number(process.env.PORT || 3000)
const host = process.env.HOST || '127.0.0.1'
const running = kept('running.json')

async function refuseTakenPort() {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    stop(`PORT is ${process.env.PORT}; it must be a number from 1 to 65535.`)
  if ((await isPortFree(port, host)) && !(await answers(port, '::1'))) return
  stop(`Port ${port} is in use by another program; choose another one, for instance PORT=${port + 1} npm start.`)
}

function beTheOnlyOne() {
  const other = takeLock(running)
  if (!other) return onLeave(() => giveLock(running))
  const where = other.url ? ` at ${other.url}` : ''
  stop(`Octet already runs on this data${where} (process ${other.pid}); use that one, or stop it first.`)
}

async function start() {
  const began = Date.now()
  leaveOnSignals()
  beTheOnlyOne()
  await refuseTakenPort()
  await install()
  const { openWhileRunning } = await import('./database/open.mjs')
  const { migrate } = await import('./database/migrate.mjs')
  const { generate } = await import('./database/generate.mjs')
  const { environmentOf } = await import('./program/environment.mjs')
  const { buildWeb } = await import('./program/build.mjs')
  const { bundle, hasEntry } = await import('./program/bundle.mjs')
  const { keepDatabase, serve } = await import('./program/serve.mjs')
  const openAndMigrate = async () => {
    const database = await openWhileRunning()
    await migrate(database.url)
    return database
  }
  const buildAll = async () => {
    await generate()
    const worker = 'server/worker.ts'
    return Promise.all([buildWeb(), hasEntry(worker) ? bundle(worker) : null])
  }
  const [database, [dist, workerFile]] = await Promise.all([openAndMigrate(), buildAll()])
  const environment = await environmentOf(database, { port, host })
  if (database.embedded) keepDatabase(database.embedded)
  await serve({ environment, dist, workerFile, port, host })
  const url = environment.web.NEXTAUTH_URL
  writeWhole(running, JSON.stringify({ pid: process.pid, url, dist }))
  say(`ready at ${url} after ${((Date.now() - began) / 1000).toFixed(1)} s`)
  if (environment.catches && environment.demo) say(`mails that it sends are seen at ${url}/mail`)
  if (environment.demo && process.env.OCTET_GROW !== '0') {
    const { growDemo } = await import('./program/demo.mjs')
    await growDemo(environment)
  } else if (!environment.demo) {
    const isUnsaid = process.env.OCTET_DEMO === undefined
    say(
      `no demo grows ${isUnsaid ? 'on a database named by DATABASE_URL; OCTET_DEMO=1 grows it' : 'without OCTET_DEMO=1'}`,
    )
  }
  await new Promise(() => {})
}

program(async () => {
  try {
    await start()
  } finally {
    await leave()
  }
}).then(() => process.exit())
