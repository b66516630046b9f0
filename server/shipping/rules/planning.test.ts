import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '@/server/platform/time/working-days'
import {
  allowCutOff,
  allowWeights,
  type CarrierService,
  calendarOf,
  choosePlan,
  missedCutOff,
  planWith,
  riskOf,
  shipmentToJoin,
} from './planning'

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
  deliveryDays: null,
  weights: [1000],
  promisedOn: '2026-06-11',
  requestedOn: null,
}

const refusal = (code: string, parameters: object = {}) => expect.objectContaining({ code, parameters })

describe('the service of a shipment', () => {
  const slow = service('slow', { transitDays: 4, priceMinor: 300n })
  const standard = service('standard')
  const express = service('express', { transitDays: 1, priceMinor: 900n })
  const van = service('van', { kind: 'OWN_DELIVERY', transitDays: 1, priceMinor: 0n })
  const all = [slow, standard, express, van]

  it('keeps the promise at the least cost, within the ordered kind', () => {
    expect(choosePlan(standard, all, wish)).toMatchObject({ service: standard, plannedOn: '2026-06-09' })
    expect(choosePlan(express, all, wish).service.id).toBe('standard')
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-10' }).service.id).toBe('express')
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-20' }).service.id).toBe('slow')
  })

  it('is the one that the customer prefers, dearer or not, as long as it keeps the promise', () => {
    const preferred = { ...wish, preferred: true }
    expect(choosePlan(express, all, preferred).service.id).toBe('express')
    expect(choosePlan(express, all.toReversed(), preferred).service.id).toBe('express')
    expect(choosePlan(slow, all, preferred).service.id).toBe('standard')
  })

  it('stays the ordered one when no service keeps the promise or there is none', () => {
    expect(choosePlan(standard, all, { ...wish, promisedOn: '2026-06-09' }).service.id).toBe('standard')
    expect(choosePlan(standard, all, { ...wish, promisedOn: null }).service.id).toBe('standard')
  })

  it('is one that carries the parcels', () => {
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

  it('is never an archived one or one of another kind', () => {
    const archived = service('archived', { priceMinor: 1n, archived: true })
    expect(choosePlan(standard, [archived, van, standard], wish).service.id).toBe('standard')
    expect(choosePlan(van, all, wish).service.id).toBe('van')
  })

  it('leaves no sooner than it can be taken where it goes', () => {
    const fridays = planWith(standard, { ...wish, deliveryDays: [5], promisedOn: null })
    expect(fridays).toMatchObject({ plannedOn: '2026-06-10', arrivesOn: '2026-06-12' })
    const wished = planWith(standard, { ...wish, deliveryDays: [5], requestedOn: '2026-06-15' })
    expect(wished).toMatchObject({ plannedOn: '2026-06-17', arrivesOn: '2026-06-19' })
  })

  it('is the ordered one at equal cost, otherwise the faster', () => {
    const same = service('same')
    const faster = service('faster', { transitDays: 1 })
    for (const services of [
      [faster, same, standard],
      [standard, faster, same],
    ])
      expect(choosePlan(standard, services, wish).service.id).toBe('standard')
    const light = service('light', { maxWeightGrams: 1 })
    expect(choosePlan(light, [same, faster, light], wish).service.id).toBe('faster')
  })

  it('is the fastest that carries it when none keeps the promise and the ordered one cannot', () => {
    const light = service('light', { maxWeightGrams: 500 })
    const late = { ...wish, promisedOn: '2026-06-09' }
    expect(choosePlan(light, [slow, standard, express, light], late).service.id).toBe('express')
    expect(choosePlan(light, [light, van], late).service.id).toBe('light')
  })
})

it('uses the organisation’s calendar: its weekdays and the holidays of its country', () => {
  const organisation = { country: 'IE', workingWeekdays: [1, 2] } as Parameters<typeof calendarOf>[0]['organisation']
  const days = calendarOf({ organisation })
  expect([...days.workingWeekdays]).toEqual([1, 2])
  expect(days.isHoliday('2026-03-17')).toBe(true)
})

describe('the day a shipment leaves for a wished day', () => {
  // 20 June 2026 is a Saturday; Monday 31 August is a public holiday in Britain.
  it.each([
    ['a working day', 2, 'IE', '2026-06-19', '2026-06-17', '2026-06-19'],
    ['a Saturday, brought by a carrier', 2, 'IE', '2026-06-20', '2026-06-18', '2026-06-22'],
    ['a Saturday, on which nobody hands anything over', 0, 'IE', '2026-06-20', '2026-06-22', '2026-06-22'],
    ['a holiday of where it goes', 2, 'GB', '2026-08-31', '2026-08-28', '2026-09-01'],
    ['a day that is too near', 2, 'IE', '2026-06-10', '2026-06-09', '2026-06-11'],
  ])('%s', (_, transitDays, shipCountry, requestedOn, plannedOn, arrivesOn) => {
    const plan = planWith(service('any', { transitDays }), { ...wish, shipCountry, requestedOn })
    expect(plan).toMatchObject({ plannedOn, arrivesOn, freightMinor: 500n })
  })
})

it('refuses parcels that are heavier than the service carries', () => {
  const light = service('light', { maxWeightGrams: 1000 })
  const heavy = { number: 'P-2', weightGrams: 1001 }
  expect(() => allowWeights(light, [{ number: 'P-1', weightGrams: 1000 }])).not.toThrow()
  expect(() => allowWeights(light, [{ number: 'P-1', weightGrams: 1000 }, heavy])).toThrow(
    refusal('PARCEL_TOO_HEAVY', { ...heavy, limitGrams: 1000, service: 'light' }),
  )
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

  it('leaves on a day that further parcels can make, with a service that carries them', () => {
    expect(joins([planned('light', '2026-06-09')])).toBe('2026-06-09')
    expect(joins([planned('light', '2026-06-08'), planned('light', '2026-06-10')])).toBe('2026-06-10')
    expect(joins([planned('light', '2026-06-09')], { now: new Date('2026-06-09T15:01:00Z') })).toBeNull()
    expect(joins([planned('light', '2026-06-09')], { weights: [900, 1001] })).toBeNull()
    expect(joins([planned('unknown', '2026-06-09')])).toBeNull()
    expect(joins([])).toBeNull()
  })
  it('is still here, whatever its day, when a hold parks it or the customer collects it', () => {
    const evening = { now: new Date('2026-06-09T15:01:00Z') }
    expect(joins([planned('light', '2026-06-05')])).toBe('2026-06-05')
    expect(joins([planned('light', '2026-06-05'), planned('light', '2026-06-10')], evening)).toBe('2026-06-10')
    const counter = service('counter', { kind: 'CUSTOMER_COLLECTS' })
    expect(shipmentToJoin([planned('counter', '2026-06-09')], [counter], { ...wish, ...evening })?.id).toBe(
      'counter 2026-06-09',
    )
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

it('a service cannot leave after its cut-off, but the customer can collect at any time', () => {
  const leave = (kind: CarrierService['kind'], now: string) => () =>
    allowCutOff(service('van', { kind }), '2026-06-09', new Date(now), 'UTC')
  const passed = refusal('CUT_OFF_PASSED', { service: 'van', cutOff: '15:00', plannedOn: '2026-06-09' })
  for (const kind of ['PARCEL', 'OWN_DELIVERY'] as const) {
    expect(leave(kind, '2026-06-09T15:00:01Z')).toThrow(passed)
    expect(leave(kind, '2026-06-09T15:00:00Z')).not.toThrow()
  }
  expect(leave('CUSTOMER_COLLECTS', '2026-06-09T15:00:01Z')).not.toThrow()
})

describe('the risk of a planned shipment', () => {
  it.each([
    ['2026-06-09', '2026-06-12', null],
    ['2026-06-09', '2026-06-11', 'AT_RISK'],
    ['2026-06-09', '2026-06-10', 'LATE'],
    ['2026-06-05', '2026-06-11', 'AT_RISK'],
    ['2026-06-10', '2026-06-11', 'LATE'],
    ['2026-06-10', '2026-06-12', null],
    ['2026-06-09', null, null],
  ])('planned for %s, promised for %s: %s', (plannedOn, promisedOn, risk) => {
    expect(
      riskOf(calendar, { plannedOn, transitDays: 2, promisedOn, shipCountry: 'IE', deliveryDays: null }, '2026-06-09'),
    ).toBe(risk)
  })
})
