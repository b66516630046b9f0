import { describe, expect, it } from 'vitest'
import {
  betterIs,
  changeOfDays,
  collectionEffectiveness,
  countBack,
  dso,
  medianBeside,
  populationsOf,
  publishedMedians,
  share,
} from './figures'
import { longestPeriod, periodBefore, periodLengths, periodOf, periodProblem } from './period'

describe('figures of receivables', () => {
  it.each([
    [50_000_00n, 100_000_00n, 90, 45],
    [0n, 100n, 30, 0],
    [10n, 0n, 30, null],
    [10n, -5n, 30, null],
  ])('DSO of %s over %s in %s days is %s', (open, sales, days, expected) =>
    expect(dso(open, sales, days)).toBe(expected),
  )

  it('collection effectiveness is 100 when all that was due is paid', () => {
    expect(collectionEffectiveness(100n, 200n, 50n, 50n)).toBe(100)
    expect(collectionEffectiveness(100n, 200n, 150n, 50n)).toBe(60)
    expect(collectionEffectiveness(100n, 200n, 400n, 50n)).toBe(-40)
    expect(collectionEffectiveness(0n, 0n, 0n, 0n)).toBeNull()
    expect(collectionEffectiveness(10n, 0n, 0n, 20n)).toBeNull()
  })

  it.each([
    [0n, 0],
    [50n, 11.5],
    [100n, 23],
    [200n, 38.5],
    [300n, 54],
    [301n, null],
  ])('receivables of %s counted back over 100 in 23 days and 200 in 31 are %s days', (open, days) =>
    expect(
      countBack(open, [
        { monthOn: '2026-11-01', days: 23, salesMinor: 100n },
        { monthOn: '2026-10-01', days: 31, salesMinor: 200n },
      ]),
    ).toBe(days),
  )

  it('a month of credit notes only uses up its days and covers nothing', () =>
    expect(
      countBack(10n, [
        { monthOn: '2026-11-01', days: 10, salesMinor: -5n },
        { monthOn: '2026-10-01', days: 31, salesMinor: 20n },
      ]),
    ).toBe(25.5))

  it('without sales there is no result, and a credit balance is zero days', () => {
    const months = (salesMinor: bigint) => [{ monthOn: '2026-11-01', days: 10, salesMinor }]
    expect([countBack(0n, months(0n)), countBack(0n, []), countBack(-5n, months(1n))]).toEqual([null, null, 0])
    expect(countBack(10n, [...months(0n), ...months(20n)])).toBe(15)
  })

  it('a share of nothing is null', () => expect([share(1, 4), share(0, 0)]).toEqual([25, null]))
})

describe('a period', () => {
  it('ends today and has the given number of days, and the period before adjoins it', () => {
    const period = periodOf({ days: 30 }, '2026-11-23', 'UTC')
    expect(period).toMatchObject({ from: '2026-10-25', to: '2026-11-23', days: 30 })
    expect(periodBefore(period, 'UTC')).toMatchObject({ from: '2026-09-25', to: '2026-10-24', days: 30 })
    expect(periodBefore(period, 'UTC').endsAt).toEqual(period.startsAt)
  })

  it.each([
    ['Pacific/Auckland', '2026-11-22T11:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
  ])('of one day in %s lies between its midnights', (zone, startsAt, endsAt) => {
    const day = periodOf({ from: '2026-11-23', to: '2026-11-23' }, '2026-11-30', zone)
    expect(day).toMatchObject({ days: 1, startsAt: new Date(startsAt), endsAt: new Date(endsAt) })
  })

  it('never reaches into the future, nor more than three years back', () => {
    expect(periodOf({ from: '2026-11-01', to: '2027-01-01' }, '2026-11-23', 'UTC').to).toBe('2026-11-23')
    expect(periodOf({ from: '1999-01-01', to: '2026-11-23' }, '2026-11-23', 'UTC').days).toBe(1096)
    expect(periodOf({ from: '2099-01-01', to: '2099-12-31' }, '2026-11-23', 'UTC')).toMatchObject({ days: 90 })
    expect(periodOf({ from: '2026-11-23', to: '2026-12-31' }, '2026-11-23', 'UTC')).toMatchObject({ days: 1 })
    expect(periodOf({ from: '2023-11-24', to: '2026-11-23' }, '2026-11-23', 'UTC').from).toBe('2023-11-24')
    for (const asked of [{}, { from: '2026-11-01' }, { to: '2026-11-01' }])
      expect(periodOf(asked, '2026-11-23', 'UTC')).toMatchObject({ from: '2026-08-26', to: '2026-11-23', days: 90 })
    expect([periodLengths, longestPeriod]).toEqual([[30, 90, 365], 1096])
  })

  it.each([
    [{}, null],
    [{ days: '30' }, null],
    [{ days: '90' }, null],
    [{ days: '365' }, null],
    [{ days: '7' }, 'LENGTH'],
    [{ to: '2026-02-01' }, 'NOT_DAYS'],
    [{ from: '', to: '2026-02-01' }, 'NOT_DAYS'],
    [{ from: '2026-02-01', to: '2026-02-30' }, 'NOT_DAYS'],
    [{ from: '2026-11-23', to: '2026-11-23' }, null],
    [{ from: '2026-11-23', to: '2026-11-24' }, 'ENDS_LATER'],
    [{ from: '2023-11-24', to: '2026-11-23' }, null],
    [{ from: '2023-11-23', to: '2026-11-23' }, 'TOO_LONG'],
    [{ from: '2023-11-24', to: '2027-02-01' }, 'ENDS_LATER'],
    [{ from: '2020-01-01', to: '2022-12-31' }, null],
    [{ from: '2020-01-01', to: '2023-01-01' }, 'TOO_LONG'],
    [{ from: '2026-11-01', to: '2026-11-23' }, null],
    [{ from: '2026-11-24', to: '2026-11-01' }, 'ENDS_BEFORE'],
    [{ from: '2099-01-01', to: '2099-02-01' }, 'NOT_COME'],
    [{ from: '2026-11-01', to: '2026-12-31' }, 'ENDS_LATER'],
    [{ from: '2020-01-01', to: '2026-11-01' }, 'TOO_LONG'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'NOT_DAYS'],
    [{ from: '2026-02-01' }, 'NOT_DAYS'],
  ])('named as %j has the problem %s', (named, problem) => expect(periodProblem(named, '2026-11-23')).toBe(problem))
})

describe('a median and a change', () => {
  it('medians are shown for quarters only, and a change says what caused it', () => {
    expect([88, 89, 92, 93].map((days) => medianBeside('dso', days))).toEqual([null, 39.25, 39.25, null])
    expect(publishedMedians).toEqual({ dso: 39.25, bestDso: 32.23, add: 4.12, cei: 82.84 })
    expect(medianBeside('otif', 90)).toBeNull()
    // The open amount is the same and sales are half: sales caused all of the change.
    expect(
      changeOfDays({ receivableMinor: 50n, salesMinor: 100n }, { receivableMinor: 50n, salesMinor: 50n }, 90),
    ).toEqual({
      bySales: 45,
      byReceivables: 0,
    })
    const both = changeOfDays({ receivableMinor: 50n, salesMinor: 100n }, { receivableMinor: 30n, salesMinor: 50n }, 90)
    expect((both?.bySales ?? 0) + (both?.byReceivables ?? 0)).toBeCloseTo(54 - 45, 6)
    expect(both?.byReceivables).toBeCloseTo(-36, 6)
    for (const [was, is] of [
      [0n, 1n],
      [1n, 0n],
    ] as const)
      expect(
        changeOfDays({ receivableMinor: 1n, salesMinor: was }, { receivableMinor: 1n, salesMinor: is }, 90),
      ).toBeNull()
  })
})

it('each figure is computed from these populations and is better in this direction', () => {
  const keys = Object.keys(populationsOf) as (keyof typeof populationsOf)[]
  expect(keys.map((key) => `${key}: ${populationsOf[key].join()} ${betterIs[key]}`)).toEqual([
    'cycle: delivered lower',
    'cash: settled,unsettled lower',
    'otif: due,unpromised higher',
    'perfect: arrived higher',
    'fill: lines higher',
    'errors: picked lower',
    'dso: receivables,sales lower',
    'countBack: receivables,months lower',
    'bestDso: receivables,sales null',
    'add: receivables,sales lower',
    'cei: opening,sales,receivables higher',
    'aging: open,unapplied null',
    'utilisation: accounts null',
    'margin: sold higher',
  ])
})
