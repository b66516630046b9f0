import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './place.mjs'

/** All files below the given files and folders of the repository that `wanted` accepts, sorted. */
function filesBelow(paths, wanted = () => true) {
  const found = []
  const visit = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name))
    else if (wanted(path)) found.push(path)
  }
  for (const path of paths) visit(join(root, path))
  return found
}

/**
 * A short digest of the names and contents of files, and of `more`. A product that was made from them is stored and
 * reused under it.
 */
export function digestOf(paths, { wanted, more = '' } = {}) {
  const hash = createHash('sha256').update(more)
  for (const file of filesBelow(paths, wanted))
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 16)
}
