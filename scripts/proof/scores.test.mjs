import { describe, expect, it } from 'vitest'
import { changesOf } from './changes.mjs'
import { sourcesOf } from './mutants.mjs'
import { nearestTests } from './nearest.mjs'
import { sampleOf } from './sample.mjs'
import { drawnFrom, explained, missing, recorded, textOf } from './scores.mjs'

const { rules, verbs } = sourcesOf([])

describe('the record of what tests notice', () => {
  it('draws only rules that were measured as they are, at nine of ten or more', () => {
    const drawn = drawnFrom(rules)
    expect(drawn).not.toEqual([])
    for (const file of drawn) expect(recorded()[file]).toMatchObject({ text: textOf(file) })
    const low = drawn.filter((file) => recorded()[file].percent < 90)
    expect(low).toEqual([])
  })

  it('draws no file of rules that has no place to change, nor one with very many', () => {
    const places = drawnFrom(rules).map((file) => recorded()[file].mutants)
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(Math.max(...places)).toBeLessThanOrEqual(200)
    // Types, and lists without a condition, are rules too.
    expect(rules.filter((file) => recorded()[file]?.mutants === 0)).not.toEqual([])
  })

  it('lists as missing what has no entry, a low one or one of another text', () => {
    const files = [...rules, ...verbs]
    const listed = new Set(missing(files, 90).map(({ file }) => file))
    for (const file of files) {
      const entry = recorded()[file]
      expect([file, listed.has(file)]).toEqual([file, !entry || entry.percent < 90 || entry.text !== textOf(file)])
    }
  })

  it('explains only changes that can still be tried, each in a sentence', async () => {
    for (const file of Object.keys(recorded())) {
      const explanations = Object.entries(explained(file))
      // A file that has changed since is listed as missing; measuring it again drops what is explained no longer.
      if (explanations.length === 0 || recorded()[file].text !== textOf(file)) continue
      const changes = new Set(await changesOf(file))
      expect([file, explanations.map(([change]) => change).filter((change) => !changes.has(change))]).toEqual([
        file,
        [],
      ])
      expect([file, explanations.filter(([, why]) => !/^[A-Z].{20,}\.$/.test(why))]).toEqual([file, []])
    }
  })

  it('names a change by what it replaces', async () => {
    const changes = await changesOf('server/order/rules/quote.ts')
    expect(changes).toHaveLength(recorded()['server/order/rules/quote.ts'].mutants)
    expect(changes.every((change) => change.includes(' → '))).toBe(true)
    expect(new Set(changes).size).toBe(changes.length)
  })

  it('tries a verb against the tests nearest to it, its own first', () => {
    const nearest = nearestTests('server/receivable/mutations/flag-overdue.ts', 3)
    expect(nearest[0]).toBe('server/receivable/mutations/flag-overdue.test.ts')
    expect(nearest).toHaveLength(3)
    expect(nearestTests('server/shipping/mutations/close-left.ts', 1)).toEqual([
      'server/shipping/mutations/close-left.test.ts',
    ])
    const without = verbs.filter((verb) => nearestTests(verb, 1).length === 0)
    expect(without.filter((verb) => !/^server\/(api|filing)\//.test(verb))).toEqual([])
  })

  it('takes the same sample of a file each time, without repetition', () => {
    const sample = sampleOf('server/order/rules/atp.ts', 106, 40)
    expect(sampleOf('server/order/rules/atp.ts', 106, 40)).toEqual(sample)
    expect(new Set(sample).size).toBe(40)
    expect(sample.every((place) => place >= 0 && place < 106)).toBe(true)
    expect(sampleOf('server/order/rules/division.ts', 106, 40)).not.toEqual(sample)
    expect(sampleOf('server/order/rules/division.ts', 7, 40)).toHaveLength(7)
  })
})
