import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname } from 'node:path'
import { bequeath } from './bequeath.mjs'
import { isLeaving, onLeave } from './leaving.mjs'
import { endTree } from './processes.mjs'

/** Whether every other user of the machine can enter the folder that holds `path`, and read `path` itself. */
export function isOpenToOthers(path) {
  if ((statSync(path).mode & 0o5) !== 0o5) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(statSync(folder).mode & 0o1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** Whether no process listens on the port of `host`. */
export const isPortFree = (port, host = '127.0.0.1') =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, host, () => server.close(() => done(true)))
  })

/** A free port of the loopback address: `wanted` when it is free, otherwise any. */
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

/** Whether something answers on the port. */
export const answers = (port, host = '127.0.0.1') =>
  new Promise((done) => {
    const socket = connect(port, host)
    socket.once('connect', () => done(true) ?? socket.destroy())
    socket.once('error', () => done(false))
  })

/**
 * Runs a command to its end; returns its exit code and output. `show` passes the output through. The command ends with
 * this program, however that ends; `signal` stops it, and it is killed with its descendants when it has not ended after
 * `patienceMs`.
 */
export function command(file, args, { show = false, signal, patienceMs, ...options } = {}) {
  if (isLeaving()) return Promise.resolve({ code: 1, output: '' })
  return new Promise((done, fail) => {
    const out = show ? 'inherit' : 'pipe'
    const child = spawn(file, args, { stdio: ['ignore', out, out], ...options })
    child.once('error', fail)
    if (!child.pid) return
    const forget = onLeave(() => endTree(child.pid, { signal, patienceMs }))
    const takeBack = bequeath({ pid: child.pid })
    let output = ''
    child.stdout?.on('data', (bytes) => {
      output += bytes
    })
    child.stderr?.on('data', (bytes) => {
      output += bytes
    })
    child.once('exit', takeBack)
    child.once('close', (code) => {
      forget()
      done({ code: code ?? 1, output })
    })
  })
}
