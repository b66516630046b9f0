import { spawn } from 'node:child_process'
import { inRoot } from './place.mjs'

let heir = null
let bequests = 0

// Runs in its own session, so that neither Ctrl-C nor the end of a terminal or process group reaches it.
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
 * Names what must be ended when this process dies without cleaning up, as by `kill -9`; another process outlives it and
 * does that. Takes either `{ pid }`, a process with its descendants, or `{ module, name, args }`, a function to call.
 * Returns a function that cancels it.
 */
export function bequeath(bequest) {
  const id = ++bequests
  tell({ id, bequest })
  return () => tell({ id })
}
