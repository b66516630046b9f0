import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandOf, isAlive } from './processes.mjs'
import { refuseDisk } from './sentence.mjs'

/** The holder of the lock in `file`: its JSON with a `pid`, or null when no living process holds it. */
export function holderOf(file) {
  let holder
  try {
    holder = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
  if (holder.pid === process.pid || !isAlive(holder.pid)) return null
  // After a restart of the machine the number may belong to another program.
  return commandOf(holder.pid).includes('node') ? holder : null
}

/** Takes the lock in `file` for this process; returns null, or the present holder. */
export function takeLock(file, note = {}) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify({ pid: process.pid, ...note }), { flag: 'wx' })
      return null
    } catch (error) {
      if (error.code !== 'EEXIST') refuseDisk(error, file)
      const holder = holderOf(file)
      if (holder) return holder
      rmSync(file, { force: true })
    }
  }
  return { pid: 0 }
}

/** Releases a lock. */
export const giveLock = (file) => rmSync(file, { force: true })

/** Runs `work` while holding the lock in `file`; waits for another holder first. */
export async function withLock(file, work) {
  while (takeLock(file)) await sleep(100)
  try {
    return await work()
  } finally {
    giveLock(file)
  }
}
