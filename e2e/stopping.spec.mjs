import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { freePort } from '../scripts/ground/os.mjs'
import { goneWithin } from '../scripts/ground/processes.mjs'
import { cloneDatabase, enterTestServer } from '../scripts/proof/test-database.mjs'

/** The longest that a proxy in front is known to keep a connection on which nothing is said. */
const longestOfProxies = 600

let home = ''
let environment = {}
let close = async () => {}

test.beforeAll(async () => {
  const server = await enterTestServer()
  const database = await cloneDatabase(server)
  home = mkdtempSync(join(tmpdir(), 'octet-stopping-'))
  const { url: DATABASE_URL, appUrl: APP_DATABASE_URL } = database
  environment = { ...process.env, OCTET_HOME: home, OCTET_DEMO: '0', DATABASE_URL, APP_DATABASE_URL }
  close = async () => {
    await database.drop()
    await server.leave()
    rmSync(home, { recursive: true, force: true })
  }
})

test.afterAll(() => close())

/** The program as a person starts it, on a free port; resolves when it says that it is ready. */
async function started() {
  const port = await freePort()
  const env = { ...environment, PORT: `${port}` }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('ready at')) break
  expect(child.exitCode).toBe(null)
  return { child, port }
}

/** Asks once on a connection of its own and leaves it open. */
async function ask(port, agent) {
  const [answer] = await once(http.get({ port, host: '127.0.0.1', path: '/api/health', agent }), 'response')
  answer.resume()
  await once(answer, 'end')
  return answer
}

/** Told to stop, the program is gone within moments, whoever is still connected, and its port is free again. */
async function stops(child, port, signals) {
  for (const signal of signals) child.kill(signal)
  expect(await goneWithin(child.pid, 8_000)).toBe(true)
  await expect.poll(() => freePort(port), { timeout: 8_000 }).toBe(port)
}

test('an idle connection is closed by who asks, never by the program, and holds up no ending', async () => {
  const { child, port } = await started()
  const agent = new http.Agent({ keepAlive: true })
  const answer = await ask(port, agent)
  expect(answer.headers.connection).toBe('keep-alive')
  const [, seconds] = /^timeout=(\d+)$/.exec(String(answer.headers['keep-alive'])) ?? []
  expect(Number(seconds)).toBeGreaterThan(longestOfProxies)
  await stops(child, port, ['SIGINT'])
  agent.destroy()
})

test('asked twice, or killed, the program leaves nothing that serves, and starts again at once', async () => {
  for (const signals of [['SIGINT', 'SIGINT'], ['SIGKILL'], ['SIGHUP']]) {
    const { child, port } = await started()
    await stops(child, port, signals)
  }
})
