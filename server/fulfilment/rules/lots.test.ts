import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/server/order/rules/position'
import { pieces } from '@/server/platform/money/quantity'
import type { TaskContent } from '../queries/floor'
import { pickLot, refuseBeyond } from './lots'
import type { PickTask } from './picking'

const refusal = (code: string, parameters: object) => expect.objectContaining({ code, parameters })
const task = (facts: Partial<PickTask> = {}): PickTask => ({
  id: 't1',
  orderId: 'o1',
  orderLineId: 'l1',
  warehouseId: 'w1',
  binId: 'b1',
  productId: 'p1',
  lot: 'A',
  quantity: 5,
  picked: 0,
  state: 'OPEN',
  cause: null,
  walkOrder: 1,
  missing: 0,
  found: 0,
  ...facts,
})

describe('a pick of a lot', () => {
  it.each([
    ['the asked lot', task(), 2, undefined, 'A'],
    ['the asked lot by its name', task(), 5, 'A', 'A'],
    ['goods without lots, whatever is said', task({ lot: '' }), 5, 'B', ''],
  ])('of %s is a pick of the task', (_case, asked, quantity, said, lot) => {
    const picked = { ...asked, picked: quantity, state: quantity === 5 ? 'PICKED' : 'OPEN' }
    expect(pickLot(asked, quantity, pieces, said)).toEqual({ task: picked, other: null, lot })
  })

  it('of another lot makes all of a task one for that lot', () => {
    const after = task({ lot: 'B', picked: 5, state: 'PICKED' })
    expect(pickLot(task(), 5, pieces, 'B')).toEqual({ task: after, other: null, lot: 'B' })
  })

  it('of another lot gives a part of it a task of its own, and the task asks for less', () => {
    const { id: _id, ...own } = task({ lot: 'B', quantity: 2, picked: 2, state: 'PICKED' })
    expect(pickLot(task(), 2, pieces, 'B')).toEqual({ task: task({ quantity: 3 }), other: own, lot: 'B' })
    const begun = task({ picked: 3 })
    expect(pickLot(begun, 2, pieces, 'B')).toEqual({
      task: task({ quantity: 3, picked: 3, state: 'PICKED' }),
      other: own,
      lot: 'B',
    })
  })

  it('of what was short or found before begins without it', () => {
    const { other } = pickLot(task({ picked: 1, missing: 2, found: 1 }), 2, pieces, 'B')
    expect(other).toMatchObject({ missing: 0, found: 0, picked: 2, quantity: 2 })
  })

  it('is refused beyond what the task still asks for, and after its end', () => {
    expect(() => pickLot(task({ picked: 3 }), 3, pieces, 'B')).toThrow(refusal('MORE_THAN_ASKED', { left: 2 }))
    expect(() => pickLot(task({ state: 'CANCELLED' }), 1, pieces, 'B')).toThrow(
      refusal('TASK_ENDED', { state: 'CANCELLED' }),
    )
  })
})

describe('goods taken from bins', () => {
  const content = (lot: string, quantity: number, facts: Partial<TaskContent> = {}): TaskContent =>
    ({ binId: 'b1', productId: 'p1', lot, quantity, expiresOn: null, blockedReason: null, ...facts }) as TaskContent
  const kilograms = { productId: 'p1', unit: 'KGM', places: 3 } as OrderLine
  const taken = (lot: string, quantity: number, facts: object = {}) => ({
    binId: 'b1',
    productId: 'p1',
    lot,
    quantity,
    ...facts,
  })
  const refused = (all: TaskContent[], wanted: ReturnType<typeof taken>[], lines: OrderLine[] = []) => {
    refuseBeyond(all, wanted, lines, '2028-02-29')
  }

  it('are there, up to the last one', () => {
    expect(() => refused([content('A', 3), content('', 2)], [taken('A', 2), taken('A', 1), taken('', 2)])).not.toThrow()
  })

  it.each([
    ['more than a bin has', [content('', 3)], [taken('', 2), taken('', 2)], [], refusal('BIN_SHORT', { left: 1 })],
    ['what a bin has not', [content('', 3)], [taken('', 1, { binId: 'b2' })], [], refusal('BIN_SHORT', { left: 0 })],
    [
      'more than a bin has, in its unit',
      [content('', 1250)],
      [taken('', 2000)],
      [kilograms],
      refusal('BIN_SHORT', { left: 1.25, unit: 'KGM' }),
    ],
    [
      'more than a bin has, not in the unit of another product',
      [content('', 1250)],
      [taken('', 2000)],
      [{ ...kilograms, productId: 'p2' }],
      refusal('BIN_SHORT', { left: 1250 }),
    ],
    ['a lot that lies elsewhere', [content('A', 3)], [taken('B', 1)], [], refusal('LOT_NOT_HERE', { lot: 'B' })],
    [
      'a lot that is blocked',
      [content('A', 3, { blockedReason: 'mould' })],
      [taken('A', 1)],
      [],
      refusal('LOT_BLOCKED', { lot: 'A', reason: 'mould' }),
    ],
    [
      'a lot after its last day',
      [content('A', 3, { expiresOn: '2028-02-28' })],
      [taken('A', 1)],
      [],
      refusal('LOT_EXPIRED', { lot: 'A', day: '2028-02-28' }),
    ],
  ])('are refused: %s', (_case, all, wanted, lines, reason) => {
    expect(() => refused(all, wanted, lines)).toThrow(reason)
  })
})
