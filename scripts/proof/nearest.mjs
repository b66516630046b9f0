import { readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { inRoot } from '../ground/place.mjs'

// A verb is reached by the tests of half the program, because every test stages its case with verbs. What must notice
// a change in it are the tests that were written about it: those that stand nearest to it in the imports.

const imported = /(?:^|\n)(?:import|export)\s(?!type\s)[^'"]*?from\s+'([^']+)'/g

const ofRules = /\/rules(\.test\.ts|\/)/
// Tests that run through the whole program, and those that change the process they run in.
const others =
  /^server\/(home|portal|reporting|simulation|trial|programs|platform\/(jobs|mail|auth))\/|^server\/platform\/database\//

const filesOf = (folder) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    // The files of `server` itself gather all rooms.
    .filter((path) => /^(server|app)\/.+\/.+\.ts$/.test(path) && !path.startsWith('server/generated/'))

let importers = null
function importersOf(file) {
  importers ??= readImports()
  return importers.get(file) ?? []
}

function readImports() {
  const found = new Map()
  for (const from of [...filesOf('server'), ...filesOf('app/api')])
    for (const [, name] of readFileSync(inRoot(from), 'utf8').matchAll(imported)) {
      const path = name.startsWith('@/') ? name.slice(2) : posix.join(dirname(from), name)
      const to = path.endsWith('.ts') ? path : `${path}.ts`
      found.set(to, [...(found.get(to) ?? []), from])
    }
  return found
}

/**
 * The tests nearest to the verb, at most so many: the one of its own name first, then by the number of imports between
 * them, those of its own room before others, and first those whose names share a word with its own. What `prisma/seed` stages for tests counts for nothing; so the other tests
 * of the room, which may reach the verb through it, come last, first those whose names share a word with its own.
 */
export function nearestTests(verb, most) {
  const distance = new Map([[verb, 0]])
  for (const [file, steps] of distance)
    for (const from of importersOf(file)) if (!distance.has(from)) distance.set(from, steps + 1)
  const room = verb.replace(/mutations(\.ts|\/[^/]+)$/, '')
  const isTest = (file) =>
    file.endsWith('.test.ts') && !ofRules.test(file) && (!others.test(file) || file.startsWith(room))
  const words = wordsOf(verb)
  const far = (test) => 1000 - wordsOf(test).filter((word) => words.includes(word)).length
  const rank = (test) => {
    if (test === verb.replace(/\.ts$/, '.test.ts')) return 0
    return distance.has(test) ? 2 * distance.get(test) + (test.startsWith(room) ? 0 : 1) : far(test)
  }
  return [...new Set([...distance.keys(), ...filesOf(room.slice(0, -1))])]
    .filter(isTest)
    .sort((one, other) => rank(one) - rank(other) || far(one) - far(other) || (one < other ? -1 : 1))
    .slice(0, most)
}

const wordsOf = (path) =>
  posix
    .basename(path)
    .replace(/(\.test)?\.ts$/, '')
    .split('-')
