import { existsSync, watch } from 'node:fs'
import { generate } from '../database/generate.mjs'
import { onLeave } from '../ground/leaving.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, root } from '../ground/place.mjs'
import { say } from '../ground/sentence.mjs'
import { hasEntry, watchBundle } from './bundle.mjs'
import { keepRunning } from './part.mjs'

const worker = 'server/worker.ts'

async function followWorker(environment) {
  let part = null
  const dispose = await watchBundle(worker, (file) => {
    if (part) {
      part.args = [file]
      part.restart()
    } else {
      part = keepRunning({
        name: 'worker',
        args: [file],
        environment: { ...environment.worker, NODE_ENV: 'development' },
        url: `http://127.0.0.1:${environment.ports.worker}/health`,
      })
      part.ready.then(() => say('the background work runs'))
    }
  })
  onLeave(async () => {
    await dispose()
    await part?.stop()
  })
}

function followModels() {
  if (!existsSync(inRoot('prisma'))) return
  let pending
  const watcher = watch(inRoot('prisma'), { recursive: true }, (_, name) => {
    if (!name?.endsWith('.prisma')) return
    clearTimeout(pending)
    pending = setTimeout(
      () =>
        generate().then(
          (made) => made && say('the database client was generated'),
          (error) => say(error.message),
        ),
      300,
    )
  })
  onLeave(() => watcher.close())
}

/** Runs `next dev` on `port` and the background work beside it until `next dev` ends; returns its exit code. */
export async function develop(environment, port) {
  if (hasEntry(worker)) await followWorker(environment)
  followModels()
  const { code } = await command(
    process.execPath,
    [inRoot('node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1', '-p', `${port}`],
    {
      cwd: root,
      env: { ...environment.web, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
      show: true,
    },
  )
  return code
}
