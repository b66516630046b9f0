import { spawn } from 'node:child_process'
import { bequeath } from '../ground/bequeath.mjs'
import { leave, leaveOnSignals, onLeave } from '../ground/leaving.mjs'
import { inRoot, kept, root } from '../ground/place.mjs'
import { end } from '../ground/processes.mjs'
import { program } from '../ground/sentence.mjs'
import { cloneDatabase, enterTestServer } from './test-database.mjs'

// The program as `npm start` runs it, for the browser tests: a new database on the tests' server, without a demo.
async function serve() {
  const server = await enterTestServer()
  onLeave(server.leave)
  const database = await cloneDatabase(server)
  onLeave(database.drop)
  const port = process.env.OCTET_E2E_PORT ?? '3210'
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
    env: {
      ...process.env,
      PORT: port,
      DATABASE_URL: database.url,
      APP_DATABASE_URL: database.appUrl,
      OCTET_HOME: kept('test', `serve-${port}`),
      OCTET_DEMO: '1',
      OCTET_GROW: '0',
      NEXTAUTH_URL: `http://localhost:${port}`,
    },
  })
  bequeath({ pid: child.pid })
  onLeave(() => end(child, 20_000))
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)))
}

leaveOnSignals(0, { tied: true })
program(async () => {
  try {
    return await serve()
  } finally {
    await leave()
  }
}).then(() => process.exit())
