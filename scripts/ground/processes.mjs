import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a process with this number runs, under any user. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether a process has ended and only waits for its parent, or the parent's replacement, to notice. */
export function isZombie(pid) {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))
  } catch {
    return false
  }
}

/** The command line of a process; '' when it cannot be read. */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return process.platform === 'linux'
      ? ''
      : (spawnSync('ps', ['-o', 'command=', '-p', `${pid}`]).stdout ?? '').toString()
  }
}

/** Waits until the process is gone; false when it still runs after `ms`. */
export async function goneWithin(pid, ms) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}

/** Ends a child: asks first, then kills it. Returns when it is gone. */
export async function end(child, patienceMs = 10_000) {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  if (await goneWithin(child.pid, patienceMs)) return
  child.kill('SIGKILL')
  await goneWithin(child.pid, 5_000)
}

/**
 * Ends a process and its descendants. The process is asked first and may end them itself; the ones left are asked, then
 * killed.
 */
export async function endTree(pid, { signal = 'SIGTERM', patienceMs = 10_000 } = {}) {
  const tree = [pid, ...descendantsOf(pid)]
  tell(pid, signal)
  await goneWithin(pid, patienceMs)
  for (const last of ['SIGTERM', 'SIGKILL']) {
    const alive = tree.filter(isAlive)
    for (const one of alive) tell(one, last)
    const end = Date.now() + patienceMs
    for (const one of alive) await goneWithin(one, end - Date.now())
  }
}

function tell(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

// An heir ends by itself when its work is done.
const isHeir = (pid) => commandOf(pid).includes('scripts/ground/heir.mjs')

/** The numbers of all descendants of a process. */
function descendantsOf(pid) {
  const parents = parentsOfAll()
  const below = (one) => parents.filter(([, parent]) => parent === one).flatMap(([child]) => [child, ...below(child)])
  return below(pid).filter((one) => !isHeir(one))
}

// The parent of every running process; a small machine may have no `ps`.
function parentsOfAll() {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter(Number)
      .map((pid) => [Number(pid), parentOf(pid)])
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='])
  return `${stdout ?? ''}`
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
}

/** The number of a process's parent; 0 when it is unknown. */
export function parentOf(pid) {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0],
    )
  } catch {
    if (process.platform === 'linux') return 0
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', `${pid}`]).stdout ?? 0)
  }
}
