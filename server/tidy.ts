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

export interface Import {
  target: string
  isType: boolean
}

/** What a file imports, as paths from the root; packages as they are named. */
export function importsOf(path: string): Import[] {
  const found = [
    ...(texts.get(path) ?? '').matchAll(
      /(?:^|\n)(?:import|export)\s+(type\s)?([^'"\n;]*?\{[^}]*\}|[^'"\n;]*?)\s*from\s+'([^']+)'/g,
    ),
  ].map(([, type, names, name]) => ({
    name: name as string,
    isType: Boolean(type) || /^\{(\s*type\s[^,}]+,?)+\s*\}$/.test((names ?? '').trim()),
  }))
  const lazy = [...(texts.get(path) ?? '').matchAll(/import\('([^']+)'\)/g)].map(([, name]) => ({
    name: name as string,
    isType: false,
  }))
  return [...found, ...lazy].map(({ name, isType }) => {
    if (name.startsWith('@/')) return { target: name.slice(2), isType }
    if (name.startsWith('.')) return { target: relative(root, join(root, dirname(path), name)), isType }
    return { target: name, isType }
  })
}
