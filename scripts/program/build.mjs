import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../ground/digest.mjs'
import { withLock } from '../ground/lock.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, readJson, root, writeWhole } from '../ground/place.mjs'
import { say, stop } from '../ground/sentence.mjs'

const folder = inRoot('.octet/web')
const sources = [
  'app',
  'components',
  'server',
  'public',
  'prisma/models',
  'prisma/schema.prisma',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package-lock.json',
]
const isSource = (path) => !/\.test\.tsx?$|\/server\/generated\/|\/server\/programs\//.test(path)
const isComplete = (name) => existsSync(join(folder, name, 'complete'))

/**
 * The folder (relative to the repository) of a finished build of the present sources; it is built when there is none.
 * Each build has its own folder, so one that fails or is interrupted never touches the one in use.
 */
export async function buildWeb() {
  const key = digestOf(sources, { wanted: isSource, more: process.version })
  const place = `.octet/web/${key}`
  if (!isComplete(key)) {
    await withLock(inRoot('.octet/web.lock'), async () => {
      if (isComplete(key)) return
      say('building the pages')
      await make(key, place)
    })
  }
  writeFileSync(join(folder, key, 'complete'), '') // its time also shows when the build was last used
  return place
}

async function make(key, place) {
  rmSync(join(folder, key), { recursive: true, force: true })
  mkdirSync(join(folder, key), { recursive: true })
  writeWhole(inRoot('.octet/build/tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json' }))
  const { code, output } = await command(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NO_COLOR: '1',
      NEXT_TELEMETRY_DISABLED: '1',
      OCTET_DIST: place,
      OCTET_TSCONFIG: '.octet/build/tsconfig.json',
    },
  })
  writeTypesEntry()
  if (code !== 0) {
    if (/ENOSPC/.test(output)) stop('The disk is full; free 1 GB and start again.')
    stop(`The pages could not be built.\n${output.trim()}`)
  }
  writeFileSync(join(folder, key, 'complete'), '')
  const serving = readJson(inRoot('.octet/running.json'), {}).dist
  for (const old of byAge().slice(3))
    if (`.octet/web/${old}` !== serving) rmSync(join(folder, old), { recursive: true, force: true })
}

/** Finished builds, last used first. */
function byAge() {
  if (!existsSync(folder)) return []
  const used = (name) => statSync(join(folder, name, 'complete')).mtimeMs
  return readdirSync(folder)
    .filter(isComplete)
    .sort((a, b) => used(b) - used(a))
}

/** Writes the types of images and styles for the type checker; Next would let this file point into the folder of one build. */
export function writeTypesEntry() {
  writeWhole(
    inRoot('next-env.d.ts'),
    '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
  )
}
