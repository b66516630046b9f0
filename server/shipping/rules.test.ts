import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '@/server/platform/time/working-days'
import {
  allow,
  type CarrierService,
  choosePlan,
  missedCutOff,
  riskOf,
  shipmentStates,
  shipmentToJoin,
  transitions,
} from './rules'

const calendar: WorkingCalendar = { workingWeekdays: new Set([1, 2, 3, 4, 5]), isHoliday: () => false }
const service = (id: string, facts: Partial<CarrierService> = {}): CarrierService => ({
  id,
  name: id,
  kind: 'PARCEL',
  transitDays: 2,
  cutOff: '15:00',
  maxWeightGrams: null,
  priceMinor: 500n,
  archived: false,
  ...facts,
})
// A Tuesday at 10:00.
const wish = {
  now: new Date('2026-06-09T10:00:00Z'),
  zone: 'UTC',
  calendar,
  shipCountry: 'IE',
  weights: [1000],
  promisedOn: '2026-06-11',
  requestedOn: null,
}

describe('the service of a shipment', () => {
  const slow = service('slow', { transitDays: 4, priceMinor: 300n })
  const standard = service('standard')
  const express = service('express', { transitDays: 1, priceMinor: 900n })
  const van = service('van', { kind: 'OWN_DELIVERY', transitDays: 1, priceMinor: 0n })
  const all = [slow, standard, express, van]

  it('keeps the promise at least cost, within the kind that was ordered', () => {
    expect(choosePlan(standard, all, wish)).toMatchObject({ service: standard, plannedOn: '2026-06-09' })
    expect(choosePlan(express, all, wish).service.id).toBe('standard')
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-10' }).service.id).toBe('express')
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-20' }).service.id).toBe('slow')
  })

  it('stays with the ordered one when nothing keeps the promise or there is none', () => {
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-09' }).service.id).toBe('standard')
    expect(choosePlan(standard, all, { ...wish, promisedOn: null }).service.id).toBe('standard')
  })

  it('carries what it can carry', () => {
    const light = service('light', { maxWeightGrams: 500, priceMinor: 100n })
    expect(choosePlan(light, [light, standard, express], wish).service.id).toBe('standard')
    expect(choosePlan(light, [light, standard], { ...wish, weights: [400, 300] }).freightMinor).toBe(100n)
  })

  it('leaves after the cut-off on the next working day, and not before the customer wants it', () => {
    const friday = { ...wish, now: new Date('2026-06-12T16:00:00Z'), promisedOn: null }
    expect(choosePlan(standard, all, friday)).toMatchObject({ plannedOn: '2026-06-15', arrivesOn: '2026-06-17' })
    const wished = { ...wish, requestedOn: '2026-06-22', promisedOn: '2026-06-22' }
    expect(choosePlan(standard, [standard], wished)).toMatchObject({ plannedOn: '2026-06-18', arrivesOn: '2026-06-22' })
  })
})

describe('the shipment that further parcels join', () => {
  const light = service('light', { maxWeightGrams: 1000 })
  const planned = (carrierServiceId: string, plannedOn: string) => ({
    id: `${carrierServiceId} ${plannedOn}`,
    number: 'SH-1',
    carrierServiceId,
    plannedOn,
  })
  const joins = (open: ReturnType<typeof planned>[], changes: Partial<typeof wish> = {}) =>
    shipmentToJoin(open, [light], { ...wish, ...changes })?.plannedOn ?? null

  it('leaves on a day that they can still make, with a service that carries them', () => {
    expect(joins([planned('light', '2026-06-09')])).toBe('2026-06-09')
    expect(joins([planned('light', '2026-06-08'), planned('light', '2026-06-10')])).toBe('2026-06-10')
    expect(joins([planned('light', '2026-06-09')], { now: new Date('2026-06-09T15:01:00Z') })).toBeNull()
    expect(joins([planned('light', '2026-06-09')], { weights: [900, 1001] })).toBeNull()
    expect(joins([planned('unknown', '2026-06-09')])).toBeNull()
    expect(joins([])).toBeNull()
  })
})

it.each([
  ['the second of the cut-off', '2026-06-09T15:00:00Z', false],
  ['the second after it', '2026-06-09T15:00:01Z', true],
  ['the midnight after it', '2026-06-10T00:00:00Z', true],
  ['the day before', '2026-06-08T23:59:59Z', false],
])('at %s a shipment has missed its cut-off or not', (_, now, missed) => {
  expect(missedCutOff(new Date(now), 'UTC', { plannedOn: '2026-06-09', cutOff: '15:00' })).toBe(missed)
})

describe('the risk of a planned shipment', () => {
  it.each([
    ['2026-06-09', '2026-06-12', null],
    ['2026-06-09', '2026-06-11', 'AT_RISK'],
    ['2026-06-09', '2026-06-10', 'LATE'],
    ['2026-06-05', '2026-06-11', 'AT_RISK'],
    ['2026-06-10', '2026-06-11', 'LATE'],
    ['2026-06-09', null, null],
  ])('planned for %s, promised for %s: %s', (plannedOn, promisedOn, risk) => {
    expect(riskOf(calendar, { plannedOn, transitDays: 2, promisedOn, shipCountry: 'IE' }, '2026-06-09')).toBe(risk)
  })
})

describe('the states of a shipment', () => {
  it.each(Object.entries(transitions))('%s starts where it may and nowhere else', (action, { from }) => {
    const may: readonly string[] = from
    for (const state of shipmentStates) {
      const tried = () => allow(action as keyof typeof transitions, state)
      if (may.includes(state)) expect(tried).not.toThrow()
      else expect(tried).toThrow(`SHIPMENT_${state}`)
    }
  })
})
