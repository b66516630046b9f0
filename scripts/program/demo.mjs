import { createInterface } from 'node:readline'
import { onLeave } from '../ground/leaving.mjs'
import { end } from '../ground/processes.mjs'
import { say } from '../ground/sentence.mjs'
import { bundle, hasEntry } from './bundle.mjs'
import { lastWords, launch } from './part.mjs'

const entry = 'server/programs/demo.ts'

/**
 * Grows the demo organisation beside the running program at low priority; does nothing when the demo is complete. The
 * program prints `sign-in ROLE EMAIL PASSWORD` for each role, then `demo NN %`; both are shown on the terminal.
 */
export async function growDemo(environment) {
  if (!hasEntry(entry)) return
  const child = launch({ name: 'demo', args: [await bundle(entry)], environment: environment.worker, priority: 5 })
  onLeave(() => end(child))
  let isTelling = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, role, email, password] = line.match(/^sign-in (\S+) (\S+) (\S+)/) ?? []
    if (role && !isTelling) say('sign in to the demo as')
    isTelling ||= Boolean(role)
    if (role) console.log(`         ${role.padEnd(10)} ${email}  ${password}`)
    else if (/^demo /.test(line)) say(line)
  })
  child.once('exit', (code) => {
    if (code) say(`the demo stopped growing and goes on at the next start. It said:\n${lastWords('demo')}`)
  })
}
