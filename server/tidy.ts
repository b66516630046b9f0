import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

// What the tests of the house rules read: the sources as text, and what each imports. No part of the program imports this.

export const root = fileURLToPath(new URL('..', import.meta.url))

const skipped = new Set(['node_modules', 'generated', 'test-results', 'playwright-report'])

export function walk(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name) || entry.name.startsWith('.')) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path.replaceAll('\\', '/')]
  })
}

export const sources = ['app', 'components', 'server', 'prisma', 'scripts', 'bench', 'e2e', 'tools'].flatMap(walk)
export const code = sources.filter((path) => /\.(ts|tsx|mjs)$/.test(path))
export const texts = new Map(
  sources.filter((path) => /\.(ts|tsx|mjs|prisma|sql|css)$/.test(path)).map((path) => [path, read(path)]),
)

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export const isTest = (path: string) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(path) || path.includes('/proof/')

interface Import {
  target: string
  isType: boolean
  isLazy: boolean
}

/** What a file imports, as paths from the root; packages as they are named. */
export function importsOf(path: string): Import[] {
  const found = [
    ...(texts.get(path) ?? '').matchAll(
      /(?:^|\n)(?:import|export)\s+(type\s)?([^'"\n;]*?\{[^}]*\}|[^'"\n;]*?)\s*from\s+'([^']+)'/g,
    ),
  ].map(([, type, names, name]) => ({
    name: name as string,
    isLazy: false,
    isType: Boolean(type) || /^\{(\s*type\s[^,}]+,?)+\s*\}$/.test((names ?? '').trim()),
  }))
  const lazy = [...(texts.get(path) ?? '').matchAll(/import\('([^']+)'\)/g)].map(([, name]) => ({
    name: name as string,
    isType: false,
    isLazy: true,
  }))
  return [...found, ...lazy].map(({ name, ...kind }) => {
    if (name.startsWith('@/')) return { target: name.slice(2), ...kind }
    if (name.startsWith('.')) return { target: relative(root, join(root, dirname(path), name)), ...kind }
    return { target: name, ...kind }
  })
}

/** Groups of files each of which reaches every other of its group by imports; lazy imports are no part of it. */
export function circlesOf(paths: readonly string[]): string[][] {
  const known = new Set(paths)
  const fileOf = (target: string) => [target, `${target}.ts`, `${target}.tsx`].find((path) => known.has(path))
  const next = new Map(
    paths.map((path) => [
      path,
      importsOf(path).flatMap(({ target, isLazy }) => (isLazy ? [] : (fileOf(target) ?? []))),
    ]),
  )
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>()
    const open = [...(next.get(from) ?? [])]
    for (let path = open.pop(); path !== undefined; path = open.pop())
      if (!seen.has(path)) {
        seen.add(path)
        open.push(...(next.get(path) ?? []))
      }
    return seen
  }
  const inCircles = new Map(
    [...known].map((path) => [path, reach(path)] as const).filter(([path, seen]) => seen.has(path)),
  )
  const groups = [...inCircles].map(([path, seen]) =>
    [...seen].filter((other) => inCircles.get(other)?.has(path)).sort(),
  )
  return [...new Map(groups.map((group) => [group.join(), group])).values()]
}

// The rooms, lowest first; those between two `<` know nothing of each other.
const roomOrder = `platform < customer catalog carrier filing < pricing inventory ledger < supply < credit < order < fulfilment < shipping < invoicing
  < collection < receivable < reporting < founding home portal api exchange < simulation < trial < programs`
const platformOrder = `money time < words place context < lists < database < events files web < jobs documents < mail < auth
  < organisation`

const ranksOf = (order: string): Record<string, number> =>
  Object.fromEntries(
    order.split('<').flatMap((rooms, rank) =>
      rooms
        .trim()
        .split(' ')
        .map((room) => [room, rank]),
    ),
  )

/** How high a room of `server/` stands. */
export const ranks = ranksOf(roomOrder)
/** How high a room inside the platform stands. */
export const platformRanks = ranksOf(platformOrder)
