import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { startCluster } from '../database/cluster.mjs'
import { postmasterOf } from '../database/postmaster.mjs'
import { onLeave } from '../ground/leaving.mjs'
import { inRoot } from '../ground/place.mjs'
import { say, stop } from '../ground/sentence.mjs'
import { keepRunning } from './part.mjs'

const methods = pathToFileURL(inRoot('scripts/program/methods.mjs')).href
const patienceMs = 120_000

// Longer than proxies and clients keep an idle connection (60 s is usual, 600 s the longest known). The caller must be
// the one who closes it; otherwise a request can meet a connection that is just being closed, and a proxy answers 502.
const idleMs = 620_000

/** Runs the web and the background process and keeps them running. Returns when both answer. */
export async function serve({ environment, dist, workerFile, port, host }) {
  const next = inRoot('node_modules/next/dist/bin/next')
  const loopback = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const parts = [
    keepRunning({
      name: 'web',
      args: ['--import', methods, next, 'start', '-H', host, '-p', `${port}`, '--keepAliveTimeout', `${idleMs}`],
      environment: { ...environment.web, OCTET_DIST: dist },
      url: `http://${loopback}:${port}/api/health`,
    }),
  ]
  if (workerFile)
    parts.push(
      keepRunning({
        name: 'worker',
        args: [workerFile],
        environment: environment.worker,
        url: `http://127.0.0.1:${environment.ports.worker}/health`,
      }),
    )
  onLeave(() => Promise.all(parts.map((part) => part.stop())))
  await Promise.all(parts.map(firstAnswer))
  return parts
}

async function firstAnswer(part) {
  const late = sleep(patienceMs, 'late', { ref: false })
  const result = await Promise.race([part.ready, late]).catch((error) =>
    stop(`The ${part.name} process does not start. It said:\n${error.message}`),
  )
  if (result === 'late')
    stop(`The ${part.name} process did not answer within two minutes; see .octet/log/${part.name}.log.`)
}

/** Starts the embedded database again when it has died, until the program ends. */
export function keepDatabase(cluster) {
  let starting = null
  const timer = setInterval(() => {
    if (starting || postmasterOf(cluster.data)) return
    say('the database ended and starts again')
    // It starts on its old port, so that the addresses of the other processes stay valid.
    starting = startCluster({ folder: cluster.folder })
      .catch((error) => say(error.message))
      .finally(() => {
        starting = null
      })
  }, 1_000)
  onLeave(async () => {
    clearInterval(timer)
    await starting
  })
}
