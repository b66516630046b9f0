import { describe, expect, it } from 'vitest'
import { type LineQuantities, type PositionFacts, position, remaining, stages } from './position'
import { newQuantities } from './quantities'

const line = (change: Partial<LineQuantities>): LineQuantities => ({
  ...newQuantities,
  kind: 'GOODS',
  ordered: 10,
  backordered: 0,
  reserved: 0,
  open: 0,
  ...change,
})
const done = line({ shipped: 10, invoiced: 10 })
const clear: PositionFacts = {
  creditState: 'PASSED',
  openMinor: 0n,
  overdue: false,
  addressMissing: false,
  asks: null,
  deliveryRule: 'PART',
}

it('the stages are counted in the order in which money flows', () => {
  expect(stages.join(' ')).toBe('ORDER CREDIT FULFILMENT SHIPPING INVOICING RECEIVABLE COLLECTION SETTLED CANCELLED')
})

it('wanted units are ordered units without cancelled ones', () => {
  expect(remaining(line({ cancelled: 3 }))).toBe(7)
})

describe('where an order stands', () => {
  it.each<[string, Partial<LineQuantities>[], Partial<PositionFacts>, string, string | null]>([
    ['all cancelled', [{ cancelled: 10 }, { cancelled: 10 }], { creditState: 'REFERRED' }, 'CANCELLED', null],
    ['one line left', [{ cancelled: 10 }, { reserved: 10 }], {}, 'FULFILMENT', 'PICKING'],
    ['to be decided', [{ reserved: 10 }], { creditState: 'REFERRED' }, 'CREDIT', 'CREDIT_DECISION'],
    ['declined', [{ backordered: 10 }], { creditState: 'DECLINED' }, 'CREDIT', 'CREDIT_DECISION'],
    ['held', [{ picked: 10 }], { creditState: 'HELD' }, 'CREDIT', 'CREDIT_HOLD'],
    ['held with a service to do', [{ open: 10 }], { creditState: 'HELD' }, 'CREDIT', 'CREDIT_HOLD'],
    ['to be paid', [{ reserved: 10 }], { creditState: 'AWAITING_PAYMENT' }, 'CREDIT', 'PAYMENT'],
    [
      'credit before the address',
      [{ reserved: 1 }],
      { creditState: 'HELD', addressMissing: true },
      'CREDIT',
      'CREDIT_HOLD',
    ],
    ['asked before credit is looked at', [{ reserved: 1 }], { creditState: 'HELD', asks: 'TAX' }, 'ORDER', 'TAX'],
    ['asked, all of it short', [{ backordered: 1 }], { asks: 'CUSTOMER' }, 'ORDER', 'CUSTOMER'],
    ['asked of a service', [{ open: 1 }], { asks: 'TAX' }, 'ORDER', 'TAX'],
    ['asked with nothing left to move', [{ shipped: 10 }], { asks: 'TAX' }, 'INVOICING', 'INVOICE'],
    ['asked and cancelled', [{ cancelled: 10 }], { asks: 'TAX' }, 'CANCELLED', null],
    ['held with nothing left to move', [{ shipped: 10 }], { creditState: 'HELD' }, 'INVOICING', 'INVOICE'],
    ['no credit needed', [{ reserved: 10 }], { creditState: 'NOT_NEEDED' }, 'FULFILMENT', 'PICKING'],
    ['reserved, no address', [{ reserved: 10 }], { addressMissing: true }, 'ORDER', 'ADDRESS'],
    ['short, no address', [{ backordered: 10 }], { addressMissing: true }, 'ORDER', 'ADDRESS'],
    ['picked, no address', [{ picked: 10 }], { addressMissing: true }, 'ORDER', 'ADDRESS'],
    ['a service needs no address', [{ open: 10 }], { addressMissing: true }, 'FULFILMENT', 'PICKING'],
    ['gone, no address', [{ shipped: 10 }], { addressMissing: true }, 'INVOICING', 'INVOICE'],
    ['picked, not packed', [{ picked: 10 }], {}, 'FULFILMENT', 'PACKING'],
    ['picked, packed in part', [{ picked: 10, packed: 9 }], {}, 'FULFILMENT', 'PACKING'],
    ['picking comes before packing', [{ reserved: 1, picked: 9 }], {}, 'FULFILMENT', 'PICKING'],
    ['packed', [{ picked: 10, packed: 10 }], {}, 'SHIPPING', 'DISPATCH'],
    ['packed, the rest waits for stock', [{ picked: 9, packed: 9, backordered: 1 }], {}, 'SHIPPING', 'DISPATCH'],
    [
      'leaves together, one unit short',
      [{ reserved: 9, backordered: 1 }],
      { deliveryRule: 'COMPLETE' },
      'FULFILMENT',
      'STOCK',
    ],
    [
      'leaves together, short after the release',
      [{ reserved: 9, released: 9, backordered: 1 }],
      { deliveryRule: 'COMPLETE' },
      'FULFILMENT',
      'PICKING',
    ],
    ['waits for stock', [{ shipped: 9, backordered: 1 }], {}, 'FULFILMENT', 'STOCK'],
    ['stock before a service', [{ backordered: 10 }, { open: 10 }], {}, 'FULFILMENT', 'STOCK'],
    ['a service to do', [{ open: 10 }], {}, 'FULFILMENT', 'PICKING'],
    ['shipped, invoiced in part', [{ shipped: 10, invoiced: 9 }], {}, 'INVOICING', 'INVOICE'],
    ['performed', [{ performed: 10 }], {}, 'INVOICING', 'INVOICE'],
    ['one of two lines to invoice', [{ shipped: 10, invoiced: 10 }, { shipped: 10 }], {}, 'INVOICING', 'INVOICE'],
  ])('%s', (_, lines, facts, stage, waitsFor) => {
    expect(position(lines.map(line), { ...clear, ...facts })).toEqual({ stage, waitsFor })
  })

  it.each<[string, Partial<PositionFacts>, string, string | null]>([
    ['not yet due', { openMinor: 1n }, 'RECEIVABLE', 'DUE'],
    ['overdue', { openMinor: 1n, overdue: true }, 'COLLECTION', 'OVERDUE'],
    ['paid', {}, 'SETTLED', null],
    ['paid, whatever was overdue', { overdue: true }, 'SETTLED', null],
    ['paid, whatever the credit', { creditState: 'HELD' }, 'SETTLED', null],
  ])('invoiced and %s', (_, facts, stage, waitsFor) => {
    expect(position([done], { ...clear, ...facts })).toEqual({ stage, waitsFor })
  })
})
