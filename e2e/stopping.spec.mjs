import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import superjson from 'superjson'
import { freePort } from '../scripts/ground/os.mjs'
import { goneWithin } from '../scripts/ground/processes.mjs'
import { cloneDatabase, enterTestServer } from '../scripts/proof/test-database.mjs'

/** The longest time for which a known proxy keeps an idle connection. */
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

/** Starts the program as a person does, on a free port; resolves when it says that it is ready. */
async function started() {
  const port = await freePort()
  const env = { ...environment, PORT: `${port}` }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('ready at')) break
  expect(child.exitCode).toBe(null)
  return { child, port }
}

/** Sends one request on a new connection and leaves the connection open. */
async function ask(port, agent) {
  const [answer] = await once(http.get({ port, host: '127.0.0.1', path: '/api/health', agent }), 'response')
  answer.resume()
  await once(answer, 'end')
  return answer
}

/** A program that is told to stop ends within moments, whoever is still connected, and its port is free again. */
async function stops(child, port, signals) {
  for (const signal of signals) child.kill(signal)
  expect(await goneWithin(child.pid, 8_000)).toBe(true)
  await expect.poll(() => freePort(port), { timeout: 8_000 }).toBe(port)
}

/** The caller closes an idle connection and never the program: one is opened and left behind. */
async function stayConnected(port) {
  const agent = new http.Agent({ keepAlive: true })
  const answer = await ask(port, agent)
  expect(answer.headers.connection).toBe('keep-alive')
  const [, seconds] = /^timeout=(\d+)$/.exec(String(answer.headers['keep-alive'])) ?? []
  expect(Number(seconds)).toBeGreaterThan(longestOfProxies)
  return agent
}

/** Calls a procedure of the program at a port, as the person who is signed in on `request`. */
async function result(request, procedure, input, organisation) {
  const headers = organisation ? { 'x-organisation': organisation } : {}
  const answer = await request.post(`/api/trpc/${procedure}`, { data: superjson.serialize(input), headers })
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200)
  return superjson.deserialize((await answer.json()).result.data)
}

// Each start takes long, so one test uses each of them for several questions.
test('whether it is asked to stop, hurried or killed, the program ends at once, starts again and continues its numbers', async ({
  playwright,
}) => {
  test.setTimeout(300_000)
  const owner = { name: 'Nora Berg', email: 'nora.berg@octet.test', password: 'maple-harbour-violin-27' }
  const entered = (port) => {
    const baseURL = `http://localhost:${port}`
    return playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  }
  const signIn = async (request) => {
    const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
    const form = { csrfToken, email: owner.email, password: owner.password, json: 'true' }
    expect((await request.post('/api/auth/callback/credentials', { form })).ok()).toBe(true)
  }
  let slug = ''
  let productId = ''
  const numbers = []
  const make = async (request) => {
    const { customerId, number } = await result(request, 'customer.create', { name: 'Buyer' }, slug)
    const input = { customerId, validUntil: '2199-12-31', lines: [{ productId, quantity: 1 }] }
    numbers.push(number, (await result(request, 'quote.write', input, slug)).number)
  }
  for (const [turn, signal] of [
    [1, 'SIGINT'],
    [2, 'SIGHUP'],
    [3, 'SIGKILL'],
  ]) {
    const { child, port } = await started()
    const request = await entered(port)
    if (turn === 1) await result(request, 'account.signUp', owner)
    await signIn(request)
    if (turn === 1) {
      const facts = { name: 'Berg', country: 'GB', currency: 'GBP', timeZone: 'Europe/London', sample: false }
      slug = (await result(request, 'founding.found', facts)).slug
      productId = (await result(request, 'catalog.create', { sku: 'EDGE', name: 'Edge', unitPrice: '9' }, slug))
        .productId
      await make(request)
    }
    await make(request)
    await request.dispose()
    const agent = await stayConnected(port)
    await stops(child, port, [signal])
    agent.destroy()
  }
  expect(numbers).toEqual([1001, 1002, 1003, 1004].flatMap((number) => [`CU-${number}`, `QU-${number}`]))
  const { child, port } = await started()
  await stops(child, port, ['SIGINT', 'SIGINT'])
})
