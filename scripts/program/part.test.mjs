import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { freePort } from '../ground/os.mjs'
import { inRoot } from '../ground/place.mjs'
import { goneWithin, isAlive } from '../ground/processes.mjs'
import { isAnswering, keepRunning } from './part.mjs'

const server = `require('node:http').createServer((_, reply) => reply.end('ok')).listen(process.env.PORT, '127.0.0.1')`

async function started() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const part = keepRunning({
    name: 'part-test',
    args: ['-e', server],
    environment: { ...process.env, PORT: `${port}` },
    url,
  })
  await part.ready
  return { part, url }
}

async function answersWithin(url, ms) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) if (await isAnswering(url)) return true
  return false
}

test('starts a killed process again, but not a stopped one', async () => {
  const { part, url } = await started()
  const first = part.child.pid
  process.kill(first, 'SIGKILL')
  await goneWithin(first, 20_000)
  expect(await answersWithin(url, 30_000)).toBe(true)
  expect(part.child.pid).not.toBe(first)
  await part.stop()
  expect(isAlive(part.child.pid)).toBe(false)
  expect(await isAnswering(url)).toBe(false)
})

test('gives up a process that never comes up, and shows the end of its log', async () => {
  const part = keepRunning({
    name: 'part-test-broken',
    args: ['-e', `console.error('the reason'); process.exit(3)`],
    environment: process.env,
    url: `http://127.0.0.1:${await freePort()}/`,
  })
  await expect(part.ready).rejects.toThrow(/the reason/)
})

test('the processes end when the supervisor is killed', async () => {
  const launching = `import(${JSON.stringify(pathToFileURL(inRoot('scripts/program/part.mjs')).href)}).then(({ launch }) => {
    const child = launch({ name: 'part-test-orphan', args: ['-e', 'setInterval(() => {}, 1000)'], environment: process.env })
    setTimeout(() => console.log(child.pid), 300)
  })`
  const supervisor = spawn(process.execPath, ['-e', launching], { stdio: ['ignore', 'pipe', 'inherit'] })
  const orphan = Number(await new Promise((done) => supervisor.stdout.once('data', done)))
  expect(isAlive(orphan)).toBe(true)
  supervisor.kill('SIGKILL')
  expect(await goneWithin(orphan, 20_000)).toBe(true)
})
