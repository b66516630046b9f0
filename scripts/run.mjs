import { leave, leaveOnSignals } from './ground/leaving.mjs'
import { root } from './ground/place.mjs'
import { program, sayAside, stop } from './ground/sentence.mjs'
import { install } from './program/install.mjs'

// `npm run bench -- order` runs server/programs/bench.ts with these arguments on the database of this installation.
async function run() {
  sayAside()
  const [name, ...args] = process.argv.slice(2)
  const entry = `server/programs/${name?.replace(':', '-')}.ts`
  await install()
  const { bundle, hasEntry } = await import('./program/bundle.mjs')
  if (!name || !hasEntry(entry)) stop(`There is no program ${entry}.`)
  const { openWhileRunning } = await import('./database/open.mjs')
  const { migrate } = await import('./database/migrate.mjs')
  const { generate } = await import('./database/generate.mjs')
  const { environmentOf } = await import('./program/environment.mjs')
  const { command } = await import('./ground/os.mjs')
  const database = await openWhileRunning({ leaveAdopted: true })
  await migrate(database.url)
  await generate()
  const { worker: env } = await environmentOf(database, {
    port: process.env.PORT || 3000,
    host: '127.0.0.1',
    isServing: false,
  })
  const scratch = scratchPrograms.has(name) ? await scratchDatabase(database) : null
  if (scratch) Object.assign(env, { DATABASE_URL: scratch.url, APP_DATABASE_URL: scratch.appUrl })
  // Runs in this terminal's session: the program gets Ctrl-C itself and decides how to end.
  const { code } = await command(process.execPath, ['--enable-source-maps', await bundle(entry), ...args], {
    cwd: root,
    env,
    show: true,
  })
  await scratch?.drop()
  return code
}

// Benches and proofs run on their own database on the same server, beside the real one, and leave nothing behind.
const scratchPrograms = new Set(['bench', 'prove'])

async function scratchDatabase(database) {
  const { cloneDatabase } = await import('./proof/test-database.mjs')
  return cloneDatabase(database)
}

leaveOnSignals(130)
program(async () => {
  try {
    return await run()
  } finally {
    await leave()
  }
}).then(() => process.exit())
