import { describe, expect, it } from 'vitest'
import { portraitWords } from '../words/en'
import { type PortraitFacts, portraitOf } from './portrait'

const old: PortraitFacts = {
  today: '2026-06-01',
  firstOrderOn: '2020-01-01',
  netMinor: 112_00n,
  netBeforeMinor: 100_00n,
  quarterMinor: 30_00n,
  quarterBeforeMinor: 20_00n,
  settled: 10,
  medianDaysLate: 6,
  complaints: 1,
}

describe('a customer in one sentence', () => {
  it.each<[string, Partial<PortraitFacts>]>([
    ['Buys 12 % more than the year before, pays 6 days late, 1 complaint.', {}],
    ['Buys 12 % less than the year before, pays 6 days late, 1 complaint.', { netMinor: 88_00n }],
    [
      'Buys 5 % more than the year before, pays on time, no complaint.',
      { netMinor: 105_00n, medianDaysLate: 0, complaints: 0 },
    ],
    [
      'Buys about as much as the year before, pays 1 day late, 2 complaints.',
      { netMinor: 104_00n, medianDaysLate: 1, complaints: 2 },
    ],
    [
      'Buys about as much as the year before, pays 2 days early, no complaint.',
      { netMinor: 96_00n, medianDaysLate: -2, complaints: 0 },
    ],
    ['Has bought nothing for a year, pays 6 days late, 1 complaint.', { netMinor: 0n }],
    ['Has bought nothing for a year, pays 6 days late, 1 complaint.', { netMinor: -3n, netBeforeMinor: 0n }],
    [
      'Customer since December 2025, too short a time to compare, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2025-12-04' },
    ],
    [
      'Bought 50 % more in the last 90 days than in the 90 before, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2025-12-03' },
    ],
    [
      'Bought 25 % less in the last 90 days than in the 90 before, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2024-06-02', quarterMinor: 15_00n },
    ],
    [
      'Bought about as much in the last 90 days as in the 90 before, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2025-01-01', quarterMinor: 20_80n },
    ],
    [
      'Has bought nothing for 90 days, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2025-01-01', quarterMinor: 0n },
    ],
    [
      'Buys again after 90 days without orders, pays 6 days late, 1 complaint.',
      { firstOrderOn: '2025-01-01', quarterBeforeMinor: 0n },
    ],
    ['Buys 12 % more than the year before, pays 6 days late, 1 complaint.', { firstOrderOn: '2024-06-01' }],
    ['Buys again after a year without orders, pays 6 days late, 1 complaint.', { netBeforeMinor: 0n }],
    ['Has not ordered yet, no complaint.', { firstOrderOn: null, settled: 0, medianDaysLate: null, complaints: 0 }],
    ['Buys 12 % more than the year before, too few paid invoices to say how they pay, 1 complaint.', { settled: 2 }],
    ['Buys 12 % more than the year before, pays 6 days late, 1 complaint.', { settled: 3 }],
    [
      'Buys 12 % more than the year before, too few paid invoices to say how they pay, 1 complaint.',
      { medianDaysLate: null },
    ],
  ])('%s', (sentence, part) => {
    expect(portraitWords(portraitOf({ ...old, ...part }))).toBe(sentence)
  })

  it.each([
    ['2024-06-01', 'YEAR'],
    ['2024-06-02', 'QUARTER'],
  ])('compares what a customer since %s buys over a %s', (firstOrderOn, over) => {
    expect(portraitOf({ ...old, firstOrderOn }).buying).toMatchObject({ over })
  })
})
