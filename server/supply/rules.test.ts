import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeLines, expectedOf, fillLines, openOf, type PlannedLine, stateOf, toBring, toBuy } from './rules'

const line = (changes: Partial<PlannedLine> = {}): PlannedLine => ({
  id: 'a',
  productId: 'saw',
  position: 1,
  expectedOn: '2026-03-05',
  quantity: 10,
  received: 0,
  closed: 0,
  places: 0,
  ...changes,
})

describe('a planned receipt', () => {
  it.each([
    ['nothing came', [{}], 'OPEN'],
    ['some came', [{ received: 4 }], 'PART_RECEIVED'],
    ['one line came, another not', [{ received: 10 }, {}], 'PART_RECEIVED'],
    ['all came', [{ received: 10 }], 'RECEIVED'],
    ['more came', [{ received: 12 }], 'RECEIVED'],
    ['some came, the rest was given up', [{ received: 4, closed: 6 }], 'RECEIVED'],
    ['all was given up', [{ closed: 10 }, { closed: 10 }], 'CANCELLED'],
  ])('of which %s', (_, lines, state) => expect(stateOf(lines.map(line))).toBe(state))

  it('is expected when the first open line is; when it is over, its last day stands', () => {
    const days = (...received: number[]) =>
      expectedOf([
        line({ expectedOn: '2026-03-05', received: received[0] }),
        line({ expectedOn: '2026-03-02', received: received[1] }),
        line({ expectedOn: '2026-03-09', received: received[2] }),
      ])
    expect([days(0, 0, 0), days(0, 10, 0), days(10, 10, 0), days(10, 10, 10)]).toEqual([
      '2026-03-02',
      '2026-03-05',
      '2026-03-09',
      '2026-03-09',
    ])
  })

  it('what arrives fills the line that is expected first; what is over stands on the last', () => {
    const lines = [
      line({ id: 'late', position: 1, expectedOn: '2026-03-09' }),
      line({ id: 'soon', position: 2, received: 8, closed: 1 }),
      line({ id: 'axe', position: 3, productId: 'axe' }),
    ]
    const of = (saws: number) =>
      fillLines(
        lines,
        new Map([
          ['saw', saws],
          ['nail', 7],
        ]),
      )
    const received = (saws: number) => of(saws).lines.map((one) => one.received)
    expect([received(1), received(5), received(14)]).toEqual([
      [0, 9, 0],
      [4, 9, 0],
      [13, 9, 0],
    ])
    expect(of(11).differences).toEqual([{ productId: 'axe', places: 0, expected: 10, received: 0 }])
    expect(of(14).differences[0]).toEqual({ productId: 'saw', places: 0, expected: 11, received: 14 })
  })

  it('of one day, the line that stands higher is filled first, in whatever order they come', () => {
    const lines = [line({ id: 'second', position: 2 }), line({ id: 'first', position: 1 })]
    const received = (list: PlannedLine[]) =>
      Object.fromEntries(fillLines(list, new Map([['saw', 12]])).lines.map((one) => [one.id, one.received]))
    expect(received(lines)).toEqual({ first: 10, second: 2 })
    expect(received(lines.toReversed())).toEqual({ first: 10, second: 2 })
  })

  const anyLines = fc.array(
    fc.record({
      productId: fc.constantFrom('saw', 'axe'),
      quantity: fc.integer({ min: 1, max: 20 }),
      received: fc.integer({ min: 0, max: 25 }),
      shut: fc.integer({ min: 0, max: 20 }),
      expectedOn: fc.constantFrom('2026-03-02', '2026-03-05', '2026-03-09'),
    }),
    { minLength: 1, maxLength: 6 },
  )
  it('nothing that arrives is lost or put on a full line before one with room', () => {
    fc.assert(
      fc.property(anyLines, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (drawn, saws, axes) => {
        const lines = drawn.map(({ shut, ...one }, index) =>
          line({
            ...one,
            id: String(index),
            position: index + 1,
            closed: Math.min(shut, Math.max(0, one.quantity - one.received)),
          }),
        )
        const arrived = new Map([
          ['saw', saws],
          ['axe', axes],
        ])
        const { lines: after } = fillLines(lines, arrived)
        for (const [productId, units] of arrived) {
          const own = after.filter((one) => one.productId === productId)
          if (own.length === 0) continue
          const came = own.reduce((sum, one) => sum + one.received - (lines[Number(one.id)]?.received ?? 0), 0)
          expect(came).toBe(units)
          const room = lines.filter((one) => one.productId === productId).reduce((sum, one) => sum + openOf(one), 0)
          expect(own.reduce((sum, one) => sum + openOf(one), 0)).toBe(Math.max(0, room - units))
        }
        expect(closeLines(after).map(openOf)).toEqual(after.map(() => 0))
      }),
    )
  })
})

it.each([
  ['what orders wait for', { waiting: 7 }, 7],
  ['up to the reorder point', { reorderPoint: 20, free: 5 }, 15],
  ['both, less what is expected', { waiting: 7, reorderPoint: 20, expected: 10 }, 17],
  ['in whole lots', { waiting: 7, multiple: 12 }, 12],
  ['a lot more when one does not reach', { waiting: 13, multiple: 12 }, 24],
  ['nothing when enough is expected', { waiting: 7, expected: 7, multiple: 12 }, 0],
  ['nothing when more than enough is there', { reorderPoint: 5, free: 50, multiple: 12 }, 0],
])('to buy: %s', (_, need, quantity) =>
  expect(toBuy({ waiting: 0, reorderPoint: 0, free: 0, expected: 0, multiple: 1, ...need })).toBe(quantity),
)

it('brings no more than is short there and no more than is free elsewhere, however many warehouses ask', () => {
  const row = { productId: 'mug', toId: 'main', short: 12, fromId: 'north', free: 11 }
  expect(
    toBring([
      row,
      { ...row, fromId: 'south', free: 5 },
      { ...row, toId: 'west', short: 3, fromId: 'south', free: 5 },
      { ...row, toId: 'west', short: 3 },
      { ...row, productId: 'cup', short: 2 },
    ]).map(({ productId, fromId, toId, quantity }) => [productId, fromId, toId, quantity]),
  ).toEqual([
    ['mug', 'north', 'main', 11],
    ['mug', 'south', 'main', 1],
    ['mug', 'south', 'west', 3],
    ['cup', 'north', 'main', 2],
  ])
})
