import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, context, stop as endEsbuild } from 'esbuild'
import { inRoot, root, writeWhole } from '../ground/place.mjs'
import { stop } from '../ground/sentence.mjs'

const folder = inRoot('.octet/build')
const keepFor = 7 * 86_400_000

const options = (entry) => ({
  entryPoints: [inRoot(entry)],
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@': root, 'server-only': inRoot('node_modules/server-only/empty.js') },
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'silent',
  write: false,
})

export const hasEntry = (entry) => existsSync(inRoot(entry))

/** Bundles a TypeScript entry of the server into one file named after its content; returns the file. */
export async function bundle(entry) {
  const { outputFiles } = await build(options(entry)).catch((error) =>
    stop(`${entry} does not compile.\n${error.message}`),
  )
  await endEsbuild()
  return keep(entry, outputFiles[0].contents)
}

function keep(entry, contents) {
  const name = entry.replaceAll('/', '-').replace(/\.ts$/, '')
  const file = join(folder, `${name}.${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.mjs`)
  writeWhole(file, contents)
  // Another program of this installation may still run an older bundle. Ages are compared by the clock of the disk only.
  const { mtimeMs: newest } = statSync(file)
  for (const old of readdirSync(folder).filter((other) => other.startsWith(`${name}.`)))
    if (newest - statSync(join(folder, old)).mtimeMs > keepFor) rmSync(join(folder, old), { force: true })
  return file
}

/** Bundles an entry now and after every change of its sources; `changed` gets the file. Returns a function that stops it. */
export async function watchBundle(entry, changed) {
  const told = {
    name: 'told',
    setup: (run) =>
      run.onEnd(({ errors, outputFiles }) => {
        if (errors.length > 0) console.error(errors.map((error) => `${error.location?.file}: ${error.text}`).join('\n'))
        else changed(keep(entry, outputFiles[0].contents))
      }),
  }
  const watching = await context({ ...options(entry), plugins: [told] })
  await watching.watch()
  return () => watching.dispose()
}
