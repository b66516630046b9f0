import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { inRoot } from './place.mjs'
import { goneWithin, isAlive } from './processes.mjs'

const folder = mkdtempSync(join(tmpdir(), 'octet-bequeath-'))
const address = (file) => JSON.stringify(pathToFileURL(inRoot('scripts/ground', file)).href)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a program that runs `code` and prints lines; `wanted` is called with each line. */
async function program(code, wanted) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = []
  for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === wanted) break
  return { child, lines }
}

// A command that ignores SIGTERM and whose own child would outlive it.
const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`
const tree = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true })
  console.log(process.pid); console.log(child.pid); setInterval(() => {}, 1000)`

test('ends what a killed program had started, with all descendants', async () => {
  const code = `const { command } = await import(${address('os.mjs')})
    await command(process.execPath, ['-e', ${JSON.stringify(tree)}], { show: true })`
  const { child, lines } = await program(code, 2)
  const pids = lines.map(Number)
  expect(pids.every(isAlive)).toBe(true)
  child.kill('SIGKILL')
  for (const pid of pids) expect(await goneWithin(pid, 30_000)).toBe(true)
})

test('calls the function when the program is killed, but not after a cancel and not while it runs', async () => {
  const module = join(folder, 'mark.mjs')
  writeFileSync(
    module,
    `import { writeFileSync } from 'node:fs'; export const mark = async (file) => writeFileSync(file, '')`,
  )
  const [kept, takenBack] = ['kept', 'taken-back'].map((name) => join(folder, name))
  const code = `const { bequeath } = await import(${address('bequeath.mjs')})
    const leave = (file) => bequeath({ module: ${JSON.stringify(module)}, name: 'mark', args: [file] })
    leave(${JSON.stringify(kept)}); leave(${JSON.stringify(takenBack)})()
    console.log('done'); setInterval(() => {}, 1000)`
  const { child } = await program(code, 1)
  await sleep(300)
  expect(existsSync(kept)).toBe(false)
  child.kill('SIGKILL')
  await expect.poll(() => existsSync(kept), { timeout: 30_000 }).toBe(true)
  expect(existsSync(takenBack)).toBe(false)
})

test('a program with nothing more to do ends by itself', async () => {
  const code = `const { bequeath } = await import(${address('bequeath.mjs')}); bequeath({ pid: 0 })()`
  const { child } = await program(code, 1)
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(0)
})

test('kills a process that does not end when asked', async () => {
  const code = `const { endTree } = await import(${address('processes.mjs')})
    const { spawn } = await import('node:child_process')
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(`${stubborn}; console.log(1)`)}])
    child.stdout.once('data', async () => {
      await endTree(child.pid, { patienceMs: 500 })
      console.log(child.pid)
    })`
  const { lines } = await program(code, 1)
  // Who was killed is still there until its parent has heard of it.
  expect(await goneWithin(Number(lines[0]), 30_000)).toBe(true)
})
