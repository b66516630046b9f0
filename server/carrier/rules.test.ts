import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byValue, byWeight } from '@/prisma/seed/freight'
import { speak } from '@/server/platform/words/words'
import { cheaperStep, type FreightStep, type FreightTable, freightProblems, freightStep, inOrder } from './rules'
import { freightWords } from './words/en'

const steps = byValue([0, 990], [50_00, 590], [150_00, 0], [0, 1990, 'IE'], [100_00, 1490, 'IE'])
const grams = byWeight([0, 690], [5000, 1290], [31_500, 4900])
const to = (size: number, country = 'DE') => ({ country, valueMinor: BigInt(size), weightGrams: BigInt(size) })

describe('the step of a freight table', () => {
  it.each<[string, FreightTable, number, string, string]>([
    ['nothing', steps, 0, 'DE', '990'],
    ['a cent below a value', steps, 49_99, 'DE', '990'],
    ['a value exactly', steps, 50_00, 'DE', '590'],
    ['a cent below free', steps, 149_99, 'DE', '590'],
    ['free exactly', steps, 150_00, 'DE', '0'],
    ['far above the last', steps, 99_999_99, 'DE', '0'],
    ['another country', steps, 150_00, 'IE', '1490'],
    ['a country below its second step', steps, 99_99, 'IE', '1990'],
    ['no weight', grams, 0, 'DE', '690'],
    ['a weight exactly', grams, 5000, 'DE', '690'],
    ['a gram above', grams, 5001, 'DE', '1290'],
    ['the heaviest parcel exactly', grams, 31_500, 'IE', '1290'],
    ['a gram above the heaviest parcel', grams, 31_501, 'IE', '4900'],
  ])('for %s', (_case, table, size, country, amount) =>
    expect(freightStep(table, to(size, country))?.amountMinor).toBe(amount),
  )

  it('does not depend on the sequence of the rows, and is none in a table without one', () => {
    const turned = { ...steps, steps: steps.steps.toReversed() }
    expect(freightStep(turned, to(60_00))?.amountMinor).toBe('590')
    expect(freightStep({ by: 'VALUE', steps: [] }, to(60_00))).toBeUndefined()
  })

  const anyStep = fc.record({
    country: fc.constantFrom(null, 'DE', 'IE'),
    from: fc.integer({ min: 0, max: 40 }).map(String),
    amountMinor: fc.integer({ min: 0, max: 9 }).map(String),
  })
  const anyTable = fc.record({
    by: fc.constantFrom('VALUE' as const, 'WEIGHT' as const),
    steps: fc
      .uniqueArray(anyStep, { selector: ({ country, from }) => `${country} ${from}`, maxLength: 12 })
      .map((some): FreightStep[] => {
        const places = [...new Set([null, ...some.map(({ country }) => country)])]
        const begun = places.filter((country) => !some.some((one) => one.country === country && one.from === '0'))
        return [...some, ...begun.map((country) => ({ country, from: '0', amountMinor: '7' }))]
      }),
  })

  it('is what looking at every size one after the other finds, and comes no earlier for more', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom('DE', 'IE', 'FR'), (table, country) => {
        const own = table.steps.some((step) => step.country === country) ? country : null
        let at: FreightStep | undefined
        const expected = Array.from({ length: 43 }, (_none, size) => {
          // By value a row begins on its size, by weight behind it; the first begins at once.
          const begins = table.by === 'VALUE' || size === 0 ? size : size - 1
          at = table.steps.find((step) => step.country === own && Number(step.from) === begins) ?? at
          return at
        })
        const found = expected.map((_step, size) => freightStep(table, to(size, country)))
        expect(found).toEqual(expected)
        const reached = found.map((step) => Number(step?.from))
        expect(reached).toEqual(reached.toSorted((a, b) => a - b))
        expect(freightProblems(table.steps)).toEqual([])
      }),
    )
  })

  it('that is cheaper is the next that costs less, of the same country', () => {
    expect(cheaperStep(steps, to(10_00))?.from).toBe('5000')
    expect(cheaperStep(steps, to(50_00))?.from).toBe('15000')
    expect(cheaperStep(steps, to(150_00))).toBeUndefined()
    expect(cheaperStep(steps, to(50_00, 'IE'))?.amountMinor).toBe('1490')
    expect(cheaperStep(byValue([0, 5], [10, 5], [20, 4]), to(0))?.from).toBe('20')
    expect(cheaperStep(byWeight([0, 5], [10, 4]), to(0))).toBeUndefined()
    expect(cheaperStep({ by: 'VALUE', steps: [] }, to(0))).toBeUndefined()
  })
})

describe('the rows of a freight table', () => {
  it('are kept with everywhere else first, then country by country, each from nought upwards', () => {
    const rows = byValue([0, 1, 'IE'], [200, 1], [90, 1, 'AT'], [0, 1], [0, 1, 'AT'], [1000, 1])
    const order = inOrder(rows.steps).map(({ country, from }) => `${country ?? '–'} ${from}`)
    expect(order).toEqual(['– 0', '– 200', '– 1000', 'AT 0', 'AT 90', 'IE 0'])
    const unread = [...byValue([7, 1]).steps, { country: null, from: 'x', amountMinor: '1' }]
    expect(inOrder(unread.toReversed()).map(({ from }) => from)).toEqual(['7', 'x'])
  })

  const row = (from: string, amountMinor = '5', country: string | null = null) => ({ country, from, amountMinor })
  it.each<[string, FreightStep[], [number, string, string][]]>([
    ['right', [row('0'), row('10'), row('0', '0', 'IE')], []],
    ['of no country', [row('0'), row('0', '5', 'XX')], [[1, 'country', 'COUNTRY']]],
    ['from nowhere', [row('0'), row('')], [[1, 'from', 'FROM']]],
    ['from below nought', [row('0'), row('-1')], [[1, 'from', 'FROM']]],
    ['too large', [row('0'), row('10000000000000')], [[1, 'from', 'FROM']]],
    ['without an amount', [row('0', '')], [[0, 'amountMinor', 'AMOUNT']]],
    ['with half a cent', [row('0', '1.5')], [[0, 'amountMinor', 'AMOUNT']]],
    ['twice there', [row('0'), row('10'), row('10', '9')], [[2, 'from', 'TWICE']]],
    [
      'of a country that begins above nought',
      [row('0'), row('20', '5', 'IE'), row('10', '5', 'IE')],
      [[2, 'from', 'NO_START']],
    ],
    ['that begin above nought', [row('1')], [[0, 'from', 'NO_START']]],
    ['of one country alone', [row('0', '5', 'IE')], [[0, 'country', 'NO_ELSEWHERE']]],
    ['of one country alone, and unread', [row('', '5', 'IE')], [[0, 'from', 'FROM']]],
    [
      'wrong twice',
      [row('0', '5', 'IE'), row('x', '5', 'IE')],
      [
        [0, 'country', 'NO_ELSEWHERE'],
        [1, 'from', 'FROM'],
      ],
    ],
  ])('%s', (_case, rows, problems) =>
    expect(freightProblems(rows).map(({ step, field, code }) => [step, field, code])).toEqual(problems),
  )

  it('are said in one line', () => {
    const say = speak({ currency: 'GBP', locale: 'en-GB', timeZone: 'Europe/London' })
    expect(freightWords(steps, say)).toBe(
      '£9.90, from £50.00: £5.90, from £150.00: free; Ireland: £19.90, from £100.00: £14.90',
    )
    expect(freightWords(byWeight([0, 0], [5000, 690]), say)).toBe('free, above 5\u00a0kg: £6.90')
  })
})
