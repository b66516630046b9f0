import { describe, expect, it } from 'vitest'
import { allow, allowRecall, isRecallable, shipmentStates, transitions } from './states'

describe('a dispatch taken back', () => {
  const now = new Date('2026-06-09T10:00:00Z')
  const leavesAt = new Date('2026-06-09T10:00:01Z')
  const out = { state: 'DISPATCHED' as const, leavesAt, leftAt: null, invoiceId: null }
  it.each([
    ['before its time is over', out, true],
    ['at the second it leaves', { ...out, leavesAt: now }, false],
    ['without a time', { ...out, leavesAt: null }, false],
    ['after it left', { ...out, leftAt: now }, false],
    ['after an invoice spoke of it', { ...out, invoiceId: 'i' }, false],
    ['before it was dispatched', { ...out, state: 'PLANNED' as const }, false],
  ])('%s: %o', (_, shipment, may) => {
    expect(isRecallable(shipment, now)).toBe(may)
    if (may) expect(() => allowRecall(shipment, now)).not.toThrow()
    else expect(() => allowRecall(shipment, now)).toThrow(/^SHIPMENT_(LEFT|PLANNED)$/)
  })
})

describe('the states of a shipment', () => {
  it.each([
    ['dispatch', ['PLANNED'], 'DISPATCHED'],
    ['recall', ['DISPATCHED'], 'PLANNED'],
    ['deliver', ['DISPATCHED', 'FAILED', 'PARTLY_DELIVERED'], 'DELIVERED'],
    ['deliverPart', ['DISPATCHED', 'FAILED'], 'PARTLY_DELIVERED'],
    ['fail', ['DISPATCHED'], 'FAILED'],
    ['comeBack', ['DISPATCHED', 'FAILED'], 'RETURNED'],
    ['takeIn', ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], 'RETURNED'],
    ['lose', ['FAILED', 'PARTLY_DELIVERED'], 'LOST'],
    ['sendAgain', ['FAILED', 'RETURNED', 'PARTLY_DELIVERED'], 'DISPATCHED'],
    ['cancel', ['PLANNED'], 'CANCELLED'],
  ] as const)('%s leads from %j to %s', (action, from, to) => {
    const may: readonly string[] = from
    expect(transitions[action]).toEqual({ from, to })
    for (const state of shipmentStates)
      if (may.includes(state)) expect(() => allow(action, state)).not.toThrow()
      else expect(() => allow(action, state)).toThrow(`SHIPMENT_${state}`)
  })

  it('an assumed delivery counts as under way', () => {
    expect(() => allow('fail', 'DELIVERED', 'ASSUMED')).not.toThrow()
    expect(() => allow('fail', 'DELIVERED', 'SIGNED')).toThrow('SHIPMENT_DELIVERED')
    expect(() => allow('deliver', 'CANCELLED', 'ASSUMED')).toThrow('SHIPMENT_CANCELLED')
    expect(() => allow('dispatch', undefined)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', parameters: { noun: 'shipment' } }),
    )
  })
})
