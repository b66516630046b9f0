import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onLeave } from './leaving.mjs'

/** Whether a process with this number runs, whoever owns it. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether a process has ended and only waits for its parent, or for who took that one's place, to hear of it. */
export function isZombie(pid) {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))
  } catch {
    return false
  }
}

/** The command line of a process, '' when it cannot be seen. */
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

/** Whether every other user of the machine can enter the folder that holds `path`, and read `path` itself. */
export function isOpenToOthers(path) {
  if ((statSync(path).mode & 0o5) !== 0o5) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(statSync(folder).mode & 0o1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** Whether nobody listens on the port of `host` yet. */
export const isPortFree = (port, host = '127.0.0.1') =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, host, () => server.close(() => done(true)))
  })

/** A port of the loopback address that nobody uses: `wanted` when it is free, else any. */
export async function freePort(wanted) {
  if (wanted && (await isPortFree(wanted))) return wanted
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/** Whether somebody answers on the port. */
export const answers = (port, host = '127.0.0.1') =>
  new Promise((done) => {
    const socket = connect(port, host)
    socket.once('connect', () => done(true) ?? socket.destroy())
    socket.once('error', () => done(false))
  })

/** Ends a child: politely, then not. Returns when it is gone. */
export async function end(child, patienceMs = 10_000) {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  if (await goneWithin(child.pid, patienceMs)) return
  child.kill('SIGKILL')
  await goneWithin(child.pid, 5_000)
}

/** Runs a command to its end; returns its exit code and what it said. `show` passes the output through. It ends with the program. */
export function command(file, args, { show = false, ...options } = {}) {
  return new Promise((done, fail) => {
    const out = show ? 'inherit' : 'pipe'
    const child = spawn(file, args, { stdio: ['ignore', out, out], ...options })
    const forget = onLeave(() => end(child))
    let output = ''
    child.stdout?.on('data', (bytes) => {
      output += bytes
    })
    child.stderr?.on('data', (bytes) => {
      output += bytes
    })
    child.once('error', fail)
    child.once('close', (code) => {
      forget()
      done({ code: code ?? 1, output })
    })
  })
}
