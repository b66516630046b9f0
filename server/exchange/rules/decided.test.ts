import { describe, expect, it } from 'vitest'
import { called, productOf } from './called'
import { agrees } from './cut-over'
import { asText, madeNew, wrongRow } from './decided'

const problem = { field: 'a', code: 'B' }

describe('records that cells name', () => {
  const list = [{ name: 'Café' }, { name: 'CAFE' }, { name: 'Tea' }, { name: null as never }]
  it('are those that are written alike, but for capitals and accents', () => {
    expect(called(list, 'name', 'cafe')).toEqual([list[0], list[1]])
    expect(called(list, 'name', 'TEA')).toEqual([list[2]])
    expect(called(list, 'name', 'cafes')).toEqual([])
    expect(called([{ name: 'Tea' }], 'name', 'cafe')).toEqual([])
    const two = [{ name: 'a', code: 'b' }]
    expect([called(two, 'name', 'a'), called(two, 'code', 'a'), called(two, 'code', 'B')]).toEqual([two, [], two])
  })
  it('are the product that is written exactly so, otherwise one with other capitals', () => {
    const products = [{ sku: 'AB' }, { sku: 'ab' }]
    expect([productOf(products, 'ab'), productOf(products, 'AB')]).toEqual([products[1], products[0]])
    expect([productOf(products, 'aB'), productOf(products, 'x')]).toEqual([products[0], undefined])
  })
})

describe('what becomes of rows', () => {
  it('is nothing of one that is wrong', () => {
    expect(wrongRow(4, 'k', [problem])).toEqual({
      place: 4,
      key: 'k',
      outcome: 'WRONG',
      recordId: null,
      changes: [],
      problems: [problem],
      before: null,
      write: null,
    })
  })
  it('is not said twice of a cell that could not be read: the form only adds that it is missing', () => {
    const [missing, other] = [problem.field, 'c'].map((field) => ({ field, code: 'SAID' }))
    expect(wrongRow(4, 'k', [missing, problem, other] as never).problems).toEqual([problem, other])
  })
  it('is told in words', () => {
    expect([null, undefined, '', ['a', 'b'], true, false, 0, 12n].map(asText)).toEqual([
      '',
      '',
      '',
      'a, b',
      'yes',
      'no',
      '0',
      '12',
    ])
  })
  it('is told of what is made beside the record', () => {
    expect(madeNew('Tea')).toBe('Tea (new: it is made)')
  })
  it('agrees with the program before when each figure is the same, and nothing may stay unsaid', () => {
    const figures = (here: bigint, ...there: (bigint | null)[]) =>
      there.map((one) => ({ key: 'customers' as const, here, there: one }))
    const sides = [figures(5n, 5n), figures(5n, null), figures(5n, 5n, 4n), figures(0n, null), figures(0n, 1n)]
    expect(sides.map(agrees)).toEqual([true, false, false, true, false])
  })
})
