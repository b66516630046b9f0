import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownDatabase } from './own-database'

/** Executor and functions in one process that is killed with SIGKILL, again and again, while it works. */
const database = await ownDatabase('kill')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'octet-kill-'))
const trace = path.join(folder, 'trace')
const bundle = path.resolve('.octet/test-bundles/killable.mjs')
const kills = 4
const runs = 24
let port: number
let child: ChildProcess | null = null

beforeAll(async () => {
  await build({
    entryPoints: [path.resolve('server/platform/jobs/proof/killable.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  fs.writeFileSync(trace, '')
  port = await freePort()
})

afterAll(async () => {
  child?.kill('SIGKILL')
  fs.rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as net.AddressInfo
      server.close(() => resolve(free))
    })
  })
}

async function start(): Promise<void> {
  const env = { ...process.env, DATABASE_URL: database.url, PROOF_PORT: String(port), PROOF_TRACE: trace }
  const started = spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child = started
  let said = ''
  started.stderr.on('data', (text) => {
    said += text
  })
  await new Promise<void>((resolve, reject) => {
    started.stdout.on('data', (text) => String(text).includes('ready') && resolve())
    started.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
}

async function killAndStart(): Promise<void> {
  const dying = child!
  const dead = new Promise((resolve) => dying.once('exit', resolve))
  dying.kill('SIGKILL')
  await dead
  await start()
}

const lines = () => fs.readFileSync(trace, 'utf8').split('\n').filter(Boolean)

/** Sends until the sender has its answer, with the same ids, as the relay does. */
async function send(events: { id: string; name: string; data: object }[]): Promise<void> {
  for (;;) {
    const sent = fetch(`http://127.0.0.1:${port}/e/proof`, { method: 'POST', body: JSON.stringify(events) })
    if ((await sent.catch(() => null))?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('killed at random under load, no event is lost and no finished step is repeated', async () => {
  await start()
  const senders = Array.from({ length: runs }, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * 60))
    await send([{ id: `three-${n}`, name: 'three/asked', data: { n } }])
  })
  for (let i = 0; i < kills; i++) {
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 500))
    await killAndStart()
  }
  await Promise.all(senders)
  const ended = () => new Set(lines().filter((line) => line.startsWith('end'))).size
  await expect.poll(ended, { timeout: 20_000, interval: 100 }).toBe(runs)

  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  const settled = async () => (await pool.query(`SELECT 1 FROM executor.run WHERE state = 'COMPLETED'`)).rows.length
  await expect.poll(settled, { timeout: 10_000, interval: 100 }).toBe(runs)
  const { rows } = await pool.query('SELECT run_id FROM executor.step')
  await pool.end()
  expect(rows).toHaveLength(runs * 6)

  // A step may run again only when the kill came before its result was written down: at most the calls in flight.
  const finished = lines().filter((line) => line.startsWith('-'))
  const repeated = finished.length - new Set(finished).size
  expect(new Set(finished).size).toBe(runs * 5)
  expect(repeated).toBeLessThanOrEqual(kills * 16)
  for (let n = 0; n < runs; n++) {
    const first = ['a', 'b', 'c', 'x', 'end'].map((step) =>
      lines().findIndex((line) => line === (step === 'end' ? `end ${n}` : `- ${n} ${step}`)),
    )
    expect(first).toEqual([...first].sort((x, y) => x - y))
    // Once a later step has begun, an earlier one is memoised and never begins again.
    const steps = lines().filter((line) => line.startsWith(`+ ${n} `))
    expect(steps).toEqual([...steps].sort())
  }
}, 60_000)
