import { expect, it } from 'vitest'
import { code, importsOf, isTest, texts } from './tidy'

// What a page's program in the browser is made of, followed from the files that say 'use client'.

const known = new Set(code.filter((path) => !isTest(path)))
const fileOf = (target: string) => [target, `${target}.ts`, `${target}.tsx`].find((path) => known.has(path))

/** Each file that a browser loads, with the one that brought it there. */
function inBrowser(): Map<string, string> {
  const seen = new Map<string, string>()
  const open = [...known].filter((path) => /^['"]use client['"]/.test(texts.get(path) ?? ''))
  for (const path of open) seen.set(path, path)
  for (let path = open.pop(); path !== undefined; path = open.pop())
    for (const { target, isType } of importsOf(path)) {
      const file = isType ? undefined : fileOf(target)
      if (!file || seen.has(file)) continue
      seen.set(file, path)
      open.push(file)
    }
  return seen
}

it('nothing that a browser loads asks for a part of Node, which only fails once a person is there', () => {
  const loaded = inBrowser()
  expect(loaded.has('server/platform/mail/address.ts')).toBe(true)
  const lost = [...loaded].flatMap(([path, by]) => {
    const asked = importsOf(path).filter(({ target, isType }) => !isType && target.startsWith('node:'))
    const isGlobal = /\bBuffer\./.test(texts.get(path) ?? '')
    return [...asked.map(({ target }) => target), ...(isGlobal ? ['Buffer'] : [])].map(
      (what) => `${path}: ${what}, brought by ${by}`,
    )
  })
  expect(lost).toEqual([])
})
