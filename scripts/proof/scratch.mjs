import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bequeath } from '../ground/bequeath.mjs'
import { inRoot } from '../ground/place.mjs'

export const clear = async (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * Gives this process and all that it starts their own folder for temporary files, so that even a killed run leaves none
 * behind. Returns a function that removes it.
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
