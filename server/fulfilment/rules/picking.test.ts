import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import {
  allocate,
  correctTask,
  isReleased,
  liveMs,
  mustBeMine,
  onlyServicesRemain,
  type PickTask,
  perform,
  pickLine,
  pickTask,
  reroute,
  revise,
  shorten,
  turnMs,
  withReleased,
} from './picking'

const line = (facts: Partial<OrderLine>) =>
  ({
    id: 'l1',
    productId: 'p1',
    warehouseId: 'w',
    position: 1,
    places: 0,
    reserved: 0,
    released: 0,
    picked: 0,
    backordered: 0,
    ...facts,
  }) as OrderLine
const bin = (binId: string, walkOrder: number, quantity: number) => ({
  binId,
  binCode: binId,
  walkOrder,
  productId: 'p1',
  lot: '',
  quantity,
})
const task = (id: string, walkOrder: number, quantity: number, picked = 0) =>
  ({ id, orderLineId: 'l1', walkOrder, quantity, picked, state: 'OPEN', cause: null }) as PickTask

const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })

it.each([
  ['PASSED', true],
  ['NOT_NEEDED', true],
  ['REFERRED', false],
  ['HELD', false],
  ['DECLINED', false],
  ['AWAITING_PAYMENT', false],
])('credit that is %s lets goods go to the floor: %s', (state, goes) => expect(isReleased(state)).toBe(goes))

it('an order stays with who is at it for two minutes', () => expect(turnMs).toBe(120_000))

describe('where to take from', () => {
  const bins = [bin('near', 1, 3), bin('middle', 2, 2), bin('far', 3, 9)]
  it.each([
    [2, [['near', 2]]],
    [5, [['far', 5]]],
    [
      12,
      [
        ['near', 3],
        ['middle', 2],
        ['far', 7],
      ],
    ],
    [
      20,
      [
        ['near', 3],
        ['middle', 2],
        ['far', 9],
      ],
    ],
  ])('%i units', (reserved, expected) => {
    expect(allocate([line({ reserved })], bins).map((take) => [take.binId, take.quantity])).toEqual(expected)
  })

  it('takes reserved goods that are not released yet, of the product, from bins that have some', () => {
    const others = [{ ...bin('other', 0, 9), productId: 'p2' }, bin('empty', 0, 0), bin('minus', 0, -1), ...bins]
    expect(allocate([line({ reserved: 5, released: 2 })], others)).toEqual([
      { orderLineId: 'l1', warehouseId: 'w', binId: 'near', productId: 'p1', lot: '', quantity: 3, walkOrder: 1 },
    ])
    expect(allocate([line({ reserved: 4, released: 4 }), line({ released: 1 })], others)).toEqual([])
    expect(allocate([line({ reserved: 99 })], others).map((take) => take.binId)).toEqual(['near', 'middle', 'far'])
  })

  it('stops at the bin that has the rest, and leaves what it did not take to the next line', () => {
    const takes = allocate([line({ reserved: 4 }), line({ id: 'l2', reserved: 3 })], [bin('a', 1, 3), bin('b', 2, 3)])
    expect(takes.map((take) => [take.orderLineId, take.binId, take.quantity])).toEqual([
      ['l1', 'a', 3],
      ['l1', 'b', 1],
      ['l2', 'b', 2],
    ])
    const two = allocate([line({ reserved: 4 })], [bin('a', 1, 2), bin('b', 2, 2), bin('c', 3, 1)])
    expect(two.map((take) => [take.binId, take.quantity])).toEqual([
      ['a', 2],
      ['b', 2],
    ])
  })

  it('is added to the released quantity of lines, two bins of a line together', () => {
    const lines = [line({ reserved: 9, released: 1 }), line({ id: 'l2', released: 2 })]
    expect(withReleased(lines, allocate([line({ reserved: 14 })], bins))).toEqual([
      line({ reserved: 9, released: 15 }),
      line({ id: 'l2', released: 2 }),
    ])
  })

  it('never gives two lines the same unit', () => {
    const takes = allocate([line({ reserved: 8 }), line({ id: 'l2', reserved: 8 })], bins)
    expect(takes.reduce((sum, take) => sum + take.quantity, 0)).toBe(14)
  })
})

describe('services', () => {
  const none = { backordered: 0, reserved: 0, picked: 0, open: 0 }
  it.each([
    [[{ open: 1 }], true],
    [[{ open: 0 }], false],
    [[{ open: 0 }, { open: 1 }], true],
    [[{ open: 1 }, { backordered: 1 }], false],
    [[{ open: 1 }, { reserved: 1 }], false],
    [[{ open: 1 }, { picked: 1 }], false],
    [[{ open: 1 }, { reserved: 1, picked: 1 }], false],
    [[{ open: 1 }, { backordered: 1, reserved: 1 }], false],
    [[], false],
  ])('are all that remains of %j: %s', (lines, remain) => {
    expect(onlyServicesRemain(lines.map((facts) => line({ ...none, ...facts })))).toBe(remain)
  })

  it('are performed with their open quantity', () => {
    const done = line({ open: 0, performed: 3 })
    expect(perform([line({ open: 2, performed: 1 }), done])).toEqual([line({ open: 0, performed: 3 }), done])
    expect(perform([done])[0]).toBe(done)
  })
})

describe('a pick', () => {
  it('moves units of the line from the shelf to the trolley, as many as are released and reserved', () => {
    const facts = { reserved: 5, released: 4, picked: 1 }
    expect(pickLine(line(facts), 4)).toEqual(line({ reserved: 1, released: 0, picked: 5 }))
    expect(pickLine(line({ reserved: 4, released: 5 }), 4)).toMatchObject({ reserved: 0, released: 1, picked: 4 })
    const outdated = refusal('TASK_OUTDATED', { position: 1 })
    expect(() => pickLine(line(facts), 5)).toThrow(outdated)
    expect(() => pickLine(line({ reserved: 4, released: 5 }), 5)).toThrow(outdated)
  })

  it('ends a task with its last unit', () => {
    expect(pickTask(task('a', 1, 5, 2), 2, pieces)).toEqual(task('a', 1, 5, 4))
    expect(pickTask(task('a', 1, 5, 2), 3, pieces)).toEqual({ ...task('a', 1, 5, 5), state: 'PICKED' })
    expect(() => pickTask(task('a', 1, 5, 2), 4, pieces)).toThrow(refusal('MORE_THAN_ASKED', { left: 3 }))
    const kilograms = { unit: 'KGM', places: 3 }
    expect(() => pickTask(task('a', 1, 1250), 1251, kilograms)).toThrow(
      refusal('MORE_THAN_ASKED', { left: 1.25, unit: 'KGM' }),
    )
    expect(() => pickTask({ ...task('a', 1, 5), state: 'SHORT' }, 1, pieces)).toThrow(
      refusal('TASK_ENDED', { state: 'SHORT' }),
    )
  })

  it('that was short is corrected by the found units and no more', () => {
    const short: PickTask = { ...task('a', 1, 5, 1), state: 'SHORT', missing: 4, found: 1 }
    expect(correctTask(short)).toEqual({ ...short, found: 4 })
    expect(correctTask(short, 2)).toEqual({ ...short, found: 3 })
    expect(correctTask(short, 3)).toEqual({ ...short, found: 4 })
    const nothing = refusal('NOTHING_TO_CORRECT', {})
    expect(() => correctTask(short, 4)).toThrow(nothing)
    expect(() => correctTask(short, 0)).toThrow(nothing)
    expect(() => correctTask({ ...short, found: 4 })).toThrow(nothing)
    expect(() => correctTask({ ...short, state: 'PICKED' }, 1)).toThrow(nothing)
  })
})

describe('tasks after an order changed', () => {
  it('reduces the last task on the way first, and ends a task that is picked', () => {
    const { tasks } = revise([line({ reserved: 3, released: 3 })], [task('a', 1, 6, 2), task('b', 2, 4)])
    expect(tasks).toMatchObject([
      { id: 'b', state: 'CANCELLED' },
      { id: 'a', quantity: 5, state: 'OPEN' },
    ])
  })

  it('ends a task of which all wanted units are picked, and changes no other', () => {
    const other = { ...task('c', 9, 3), orderLineId: 'l2' }
    const lines = [line({ released: 2 }), line({ id: 'l2', released: 3 })]
    const open = [task('a', 1, 6, 2), task('b', 2, 2), other]
    expect(revise([line({ released: 0 })], [task('a', 1, 6, 2)]).tasks).toEqual([
      { ...task('a', 1, 2, 2), state: 'PICKED' },
    ])
    expect(revise(lines, open)).toEqual({
      lines,
      tasks: [{ ...task('b', 2, 2), state: 'CANCELLED' }, { ...task('a', 1, 4, 2) }],
    })
    expect(revise(lines, [task('a', 1, 2), other])).toEqual({ lines, tasks: [] })
    expect(revise([line({ released: 3 })], [task('a', 1, 2), task('b', 3, 2), task('c', 2, 2)]).tasks).toEqual([
      { ...task('b', 3, 2), state: 'CANCELLED' },
      { ...task('c', 2, 1) },
    ])
  })

  it('gives back what no task asks for', () => {
    expect(revise([line({ reserved: 5, released: 5 })], [task('a', 1, 3)]).lines[0]).toMatchObject({ released: 3 })
  })
})

describe('tasks after a bin was counted', () => {
  const over = (units: number) => [{ binId: 'a', lot: '', units }]
  const bins = [bin('a', 1, 0), bin('b', 2, 2), bin('c', 3, 9)]
  const at = (binId: string, one: PickTask): PickTask => ({ ...one, binId, lot: '' })
  it('ask for what the bin has, and for the rest elsewhere', () => {
    const lines = [line({ reserved: 6, released: 6 })]
    const open = [at('a', task('t', 1, 5, 1)), at('b', task('u', 2, 2))]
    const moved = reroute(lines, open, over(3), bins)
    expect(moved.tasks).toEqual([at('a', task('t', 1, 2, 1))])
    expect(moved.takes).toMatchObject([{ binId: 'c', quantity: 3, walkOrder: 3 }])
    expect(moved).toMatchObject({ goods: { units: 3 }, lines: [{ released: 6, reserved: 6 }] })
  })

  it('end where nothing is left, and wait where no bin has the goods', () => {
    const open = [at('a', task('t', 1, 2)), at('a', task('u', 1, 4, 3))]
    const moved = reroute([line({ reserved: 3, released: 3 })], open, over(9), [bin('b', 2, 1)])
    expect(moved.tasks.map(({ state, quantity }) => [state, quantity])).toEqual([
      ['CANCELLED', 2],
      ['PICKED', 3],
    ])
    expect(moved).toMatchObject({ goods: { units: 3 }, lines: [{ released: 1 }], takes: [{ binId: 'b', quantity: 1 }] })
  })

  it('lose together what their bin lacks', () => {
    const open = [at('a', task('t', 1, 2)), at('a', task('u', 1, 5)), at('a', task('v', 1, 5))]
    const moved = reroute([line({ reserved: 12, released: 12 })], open, over(6), bins)
    expect(moved.tasks.map(({ id, state, quantity }) => [id, state, quantity])).toEqual([
      ['t', 'CANCELLED', 2],
      ['u', 'OPEN', 1],
    ])
    expect(moved.goods.units).toBe(6)
  })

  it('stay unchanged where their bins have enough', () => {
    const lines = [line({ reserved: 2, released: 2 })]
    expect(reroute(lines, [at('b', task('t', 1, 2))], over(3), bins)).toEqual({
      lines,
      tasks: [],
      takes: [],
      goods: { units: 0 },
    })
  })
})

it('somebody else at an order stops a pick made now, and not an earlier one', () => {
  const other = { name: 'Tom', takenAt: new Date() }
  const stopped = refusal('SOMEBODY_IS_ON_IT', { name: 'Tom' })
  expect(() => mustBeMine(other)).toThrow(stopped)
  expect(() => mustBeMine(other, liveMs - 1)).toThrow(stopped)
  for (const [who, agoMs] of [
    [undefined, 0],
    [other, liveMs],
  ] as const)
    expect(() => mustBeMine(who, agoMs)).not.toThrow()
})

describe('a short pick', () => {
  const short = { left: 5, picked: 2, inBin: 20, damaged: false, free: 0, available: 0 }
  it.each([
    [short, { missing: 3, reservedAgain: 0, backordered: 3 }],
    [
      { ...short, available: 10 },
      { missing: 3, reservedAgain: 3, backordered: 0 },
    ],
    [
      { ...short, free: 4, available: 5 },
      { missing: 7, reservedAgain: 1, backordered: 2 },
    ],
    [
      { ...short, free: 9, available: 4 },
      { missing: 7, reservedAgain: 0, backordered: 3 },
    ],
    [
      { ...short, inBin: 3, available: 1 },
      { missing: 1, reservedAgain: 3, backordered: 0 },
    ],
    [
      { ...short, damaged: true, free: 4, available: 4 },
      { missing: 3, reservedAgain: 3, backordered: 0 },
    ],
  ])('%j', (facts, expected) => {
    const result = shorten(line({ reserved: 5, released: 5 }), facts)
    expect(result).toMatchObject({ short: 3, ...expected })
    expect(result.line).toMatchObject({ released: 0, picked: 2, reserved: expected.reservedAgain })
    expect(result.delta).toEqual({ reserved: expected.reservedAgain - 5, backordered: expected.backordered })
    expect(result.line.reserved + result.line.picked + result.line.backordered).toBe(5)
  })
})
