import { spawn } from 'node:child_process'
import { inRoot } from './place.mjs'

let heir = null
let bequests = 0

// In a session of its own, so that neither Ctrl-C nor the end of a terminal or of a group of processes reaches it.
function theHeir() {
  if (heir) return heir
  heir = spawn(process.execPath, [inRoot('scripts/ground/heir.mjs')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  for (const one of [heir, heir.stdin]) {
    one.on('error', () => {})
    one.unref()
  }
  return heir
}

const tell = (line) => theHeir().stdin.write(`${JSON.stringify(line)}\n`)

/**
 * Says what must be ended when this process dies without leaving, as by `kill -9`: another one outlives it and does it.
 * Either `{ pid }`, a process with all below it, or `{ module, name, args }`, a function to call. Returns a way to take it back.
 */
export function bequeath(bequest) {
  const id = ++bequests
  tell({ id, bequest })
  return () => tell({ id })
}
