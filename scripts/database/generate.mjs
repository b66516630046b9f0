import { existsSync } from 'node:fs'
import { digestOf } from '../ground/digest.mjs'
import { withLock } from '../ground/lock.mjs'
import { inRoot, kept, readText, writeWhole } from '../ground/place.mjs'
import { stop } from '../ground/sentence.mjs'
import { prisma } from './migrate.mjs'

const out = inRoot('server/generated')

/** Generates the database client in server/generated, unless it fits the current schema. True when generated. */
export async function generate() {
  const key = digestOf(['prisma', 'package-lock.json', 'prisma.config.ts'], {
    wanted: (path) => !path.includes('/migrations/'),
  })
  const mark = `${out}/.key`
  if (existsSync(out) && readText(mark) === key) return false
  return withLock(kept('generate.lock'), async () => {
    if (readText(mark) === key) return false
    const { code, output } = await prisma(['generate'])
    if (code !== 0) stop(`The database client could not be generated.\n${output.trim()}`)
    writeWhole(mark, key)
    return true
  })
}
