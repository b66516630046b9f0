import { describe, expect, it } from 'vitest'
import { collectionEffectiveness, dso, forecast, share } from './rules'

describe('figures of receivables', () => {
  it.each([
    [50_000_00n, 100_000_00n, 90, 45],
    [0n, 100n, 30, 0],
    [10n, 0n, 30, null],
  ])('DSO of %s over %s in %s days is %s', (open, sales, days, expected) =>
    expect(dso(open, sales, days)).toBe(expected),
  )

  it('collection effectiveness is 100 when all that was due is paid', () => {
    expect(collectionEffectiveness(100n, 200n, 50n, 50n)).toBe(100)
    expect(collectionEffectiveness(100n, 200n, 150n, 50n)).toBe(60)
    expect(collectionEffectiveness(0n, 0n, 0n, 0n)).toBeNull()
  })

  it('a share of nothing is nothing', () => expect([share(1, 4), share(0, 0)]).toEqual([25, null]))
})

describe('the cash forecast', () => {
  const item = { customerId: 'a', dueOn: '2026-11-30', openMinor: 100n, promisedOn: null }
  const punctual = new Map([['a', Array.from({ length: 90 }, () => 0)]])

  it('expects a punctual payer in the week of the due day', () => {
    const weeks = forecast([item], punctual, '2026-11-23')
    expect(weeks).toHaveLength(13)
    expect(weeks[1]).toEqual({ weekOn: '2026-11-30', p10Minor: 100n, p50Minor: 100n, p90Minor: 100n })
  })

  it('believes a promise, tells the same story twice and loses no week of what is far', () => {
    const promised = [{ ...item, promisedOn: '2026-12-15' }]
    expect(forecast(promised, punctual, '2026-11-23')[3]?.p50Minor).toBe(100n)
    const many = Array.from({ length: 40 }, (_, index) => ({ ...item, customerId: `${index % 3}` }))
    const histories = new Map([
      ['0', [-5, 0, 3]],
      ['1', [10, 20, 40]],
    ])
    const told = forecast(many, histories, '2026-11-23')
    expect(forecast([...many].reverse(), histories, '2026-11-23')).toEqual(told)
  })
})
