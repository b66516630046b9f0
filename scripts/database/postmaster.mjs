import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readText } from '../ground/place.mjs'
import { commandOf, goneWithin, isAlive, isZombie } from '../ground/processes.mjs'

/** The running postmaster of this data folder, by its `postmaster.pid`, or null. */
export function postmasterOf(data) {
  const [pid, folder, , port] = readText(join(data, 'postmaster.pid')).split('\n')
  if (!pid || !port || !isAlive(Number(pid)) || !commandOf(Number(pid)).includes('postgres')) return null
  return isSamePlace(folder, data) ? { pid: Number(pid), port: Number(port) } : null
}

function isSamePlace(one, other) {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}

/** Waits until the parent of a killed postmaster has noticed its end: before that PostgreSQL refuses to start in its folder. */
export async function buried(data) {
  const pid = Number(readText(join(data, 'postmaster.pid')).split('\n')[0])
  for (let waited = 0; pid > 0 && isZombie(pid) && waited < 30_000; waited += 50) await sleep(50)
}

/** Stops the postmaster of a data folder: quickly and cleanly; when it does not stop, at once. */
export async function stopPostmaster(data) {
  const found = postmasterOf(data)
  if (!found) return
  const tell = (signal) => {
    try {
      process.kill(found.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  tell('SIGINT')
  if (await goneWithin(found.pid, 20_000)) return
  tell('SIGQUIT')
  await goneWithin(found.pid, 5_000)
}
