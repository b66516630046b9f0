import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bequeath } from '../ground/bequeath.mjs'
import { inRoot } from '../ground/place.mjs'

/** Removes a folder with all that lies in it. */
export const clear = async (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * Gives this process and all that it starts a folder for temporary files of their own, so that a run leaves none behind
 * even when it is killed. Returns a way to remove it.
 */
export function ownScratch() {
  const folder = mkdtempSync(join(tmpdir(), 'octet-test-'))
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
  const takeBack = bequeath({ module: inRoot('scripts/proof/scratch.mjs'), name: 'clear', args: [folder] })
  return async () => {
    await clear(folder)
    takeBack()
  }
}
