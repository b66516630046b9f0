import { expect, it } from 'vitest'
import { keptWords, sectionRows, sectionsOf } from './sections'

const line = (netMinor: bigint, section: string | null) => ({ netMinor, section })
const lines = [line(1n, null), line(20n, 'Hall'), line(300n, 'Hall'), line(4_000n, 'Stairs'), line(50_000n, 'Hall')]

it('neighbouring lines under one heading form a section with its sum; a repeated heading begins another section', () => {
  expect(sectionsOf(lines).map(({ title, lines: own, netMinor }) => [title, own.length, netMinor])).toEqual([
    [null, 1, 1n],
    ['Hall', 2, 320n],
    ['Stairs', 1, 4_000n],
    ['Hall', 1, 50_000n],
  ])
  expect(sectionsOf([])).toEqual([])
})

it('table rows have a heading and a subtotal around each section, and neither around lines without a heading', () => {
  const rows = sectionRows(lines.slice(0, 3), {
    heading: (title) => title,
    line: ({ netMinor }) => String(netMinor),
    subtotal: (title, netMinor) => `${title}: ${netMinor}`,
  })
  expect(rows).toEqual(['1', 'Hall', '20', '300', 'Hall: 320'])
})

it('a line to choose stands in its section and not in the sum', () => {
  const offered = [line(20n, 'Hall'), { ...line(300n, 'Hall'), optional: true }, { netMinor: 4n }]
  expect(sectionsOf(offered).map(({ title, lines: own, netMinor }) => [title, own.length, netMinor])).toEqual([
    ['Hall', 2, 20n],
    [null, 1, 4n],
  ])
})

it('an empty heading or note counts as none', () => {
  expect(keptWords({ section: '', note: 'By hand' })).toEqual({ section: null, note: 'By hand' })
  expect(keptWords({})).toEqual({ section: null, note: null })
})
