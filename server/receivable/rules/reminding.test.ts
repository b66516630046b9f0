import { describe, expect, it } from 'vitest'
import { workingCalendar } from '@/server/platform/time/holidays'
import {
  bankIsStale,
  type DueItem,
  type PayerFacts,
  type Policy,
  planFor,
  type Surroundings,
  stepDue,
} from './reminding'

const steps = [
  { code: 'BEFORE_3', offsetDays: -3, kind: 'BEFORE_DUE', placesHold: false },
  { code: 'AFTER_1', offsetDays: 1, kind: 'OVERDUE', placesHold: false },
  { code: 'AFTER_10', offsetDays: 10, kind: 'OVERDUE', placesHold: false },
  { code: 'FINAL_21', offsetDays: 21, kind: 'FINAL', placesHold: true },
] as const
const policy: Policy = {
  version: 1,
  enabled: true,
  maxBankAgeDays: 3,
  minGapDays: 5,
  sendFrom: '09:00',
  sendUntil: '17:00',
  steps: [...steps],
}
const calendar = workingCalendar({ country: 'IE', workingWeekdays: [1, 2, 3, 4, 5] })
const around: Surroundings = { today: '2026-11-24', time: '10:00:00', calendar, bankCheckedUpTo: '2026-11-23' }
const payer: PayerFacts = {
  mailTo: 'a@b.c',
  pausedUntil: null,
  unappliedMinor: 0n,
  creditMinor: 0n,
  bankLineWaits: false,
  promisedUntil: null,
  lastRemindedOn: null,
}
const item = (dueOn: string, more: Partial<DueItem> = {}): DueItem => ({
  id: `i${dueOn}`,
  number: 'INV-1',
  dueOn,
  issuedOn: '2026-10-01',
  openMinor: 1000n,
  disputed: false,
  done: [],
  ...more,
})

describe('the step that is due', () => {
  it.each([
    ['2026-11-28', [], null, []],
    ['2026-11-27', [], 'BEFORE_3', []],
    ['2026-11-24', [], 'BEFORE_3', []],
    ['2026-11-23', [], 'AFTER_1', ['BEFORE_3']],
    ['2026-11-14', [], 'AFTER_10', ['BEFORE_3', 'AFTER_1']],
    ['2026-11-14', ['BEFORE_3', 'AFTER_1'], 'AFTER_10', []],
    ['2026-11-14', ['AFTER_10'], 'AFTER_1', ['BEFORE_3', 'AFTER_1']],
    ['2026-08-01', [], 'FINAL_21', ['BEFORE_3', 'AFTER_1', 'AFTER_10']],
    ['2026-08-01', ['BEFORE_3', 'AFTER_1', 'AFTER_10', 'FINAL_21'], null, []],
  ])('due %s, done %j: %s', (dueOn, done, code, leftOut) => {
    const found = stepDue({ dueOn, done }, policy.steps, around.today)
    expect(found?.step.code ?? null).toBe(code)
    expect(found?.leftOut.map((one) => one.code) ?? []).toEqual(leftOut)
  })
})

it('the steps count by their days, in whatever order the policy has them', () => {
  const [before, first, later] = steps
  const codes = (dueOn: string, list: Policy['steps'], done: string[] = []) => {
    const found = stepDue({ dueOn, done }, list, around.today)
    return found && [found.step.code, ...found.leftOut.map((one) => `${one.code} ${one.reason}`)]
  }
  expect(codes('2026-11-14', [later, before, first])).toEqual([
    'AFTER_10',
    'BEFORE_3 DAY_PASSED',
    'AFTER_1 HIGHER_STEP',
  ])
  // A reminder before the due day is not sent after it, though no other step is reached.
  expect(codes('2026-11-23', [before, later])).toEqual(['BEFORE_3', 'BEFORE_3 DAY_PASSED'])
  expect(codes('2026-11-23', [first, { ...first, code: 'ALSO_1' }], ['ALSO_1'])).toEqual(['AFTER_1'])
})

describe('what a payer gets', () => {
  const plan = (facts: Partial<PayerFacts> = {}, place: Partial<Surroundings> = {}, items = [item('2026-11-23')]) =>
    planFor({ ...payer, ...facts }, items, policy, { ...around, ...place })

  it('is one mail for everything, of the highest kind', () => {
    expect(plan({}, {}, [item('2026-11-23'), item('2026-11-01'), item('2026-11-26')])).toMatchObject({
      kind: 'FINAL',
      totalMinor: 3000n,
      placesHold: true,
      reason: null,
    })
  })
  it.each([
    ['PAUSED', { pausedUntil: '2026-11-24' }, {}],
    ['BANK_STALE', {}, { bankCheckedUpTo: '2026-11-18' }],
    ['BANK_STALE', {}, { bankCheckedUpTo: null }],
    ['BANK_LINE', { bankLineWaits: true }, {}],
    ['PROMISED', { promisedUntil: '2026-11-24' }, {}],
    ['TOO_SOON', { lastRemindedOn: '2026-11-18' }, {}],
    ['NO_ADDRESS', { mailTo: null }, {}],
    ['OUTSIDE_HOURS', {}, { time: '08:59:59' }],
    ['OUTSIDE_HOURS', {}, { time: '17:00:00' }],
    ['OUTSIDE_HOURS', {}, { today: '2026-11-28', bankCheckedUpTo: '2026-11-27' }],
    ['UNAPPLIED_CASH', { unappliedMinor: 1000n }, {}],
    ['CREDIT_NOTE', { creditMinor: 1000n }, {}],
  ])('is nothing: %s', (reason, facts, place) => expect(plan(facts, place)).toMatchObject({ reason }))
  it.each([
    [{ pausedUntil: '2026-11-23' }, {}],
    [{}, { bankCheckedUpTo: '2026-11-19' }],
    [{ promisedUntil: '2026-11-23' }, {}],
    [{ lastRemindedOn: '2026-11-17' }, {}],
    [{ unappliedMinor: 999n }, {}],
  ])('is sent again, case %#', (facts, place) =>
    expect(plan(facts, place)).toMatchObject({ reason: null, kind: 'OVERDUE' }),
  )
  it('leaves out items that are disputed or paid by cash at hand, and only those', () => {
    const found = plan({ unappliedMinor: 1000n }, {}, [
      item('2026-11-01'),
      item('2026-11-23'),
      item('2026-11-22', { disputed: true }),
    ])
    expect(found?.items.map((one) => one.item.dueOn)).toEqual(['2026-11-23'])
    expect(found?.spared.map((one) => one.reason)).toEqual(['UNAPPLIED_CASH', 'DISPUTED'])
  })
  it('subtracts money at hand from the total, and does not ask for an amount that it would pay', () => {
    expect(plan({ unappliedMinor: 400n, creditMinor: 300n })).toMatchObject({ totalMinor: 1000n, atHandMinor: 700n })
    const disputed = [item('2026-11-01', { disputed: true, openMinor: 5000n }), item('2026-11-23')]
    const found = plan({ unappliedMinor: 1000n }, {}, disputed)
    expect(found).toMatchObject({ kind: null, items: [], reason: 'DISPUTED' })
    expect(found?.spared.map((one) => one.reason)).toEqual(['DISPUTED', 'UNAPPLIED_CASH'])
  })
  it('a reminder before the due day needs no recent bank data', () =>
    expect(plan({}, { bankCheckedUpTo: null }, [item('2026-11-26')])).toMatchObject({
      kind: 'BEFORE_DUE',
      reason: null,
    }))
  it('is nothing when no step is reached or nothing is open', () => {
    expect(plan({}, {}, [item('2026-12-24')])).toBeNull()
    expect(plan({}, {}, [item('2026-11-01', { openMinor: 0n })])).toBeNull()
  })
})

it('counts the age of bank data in banking days', () => {
  expect(bankIsStale({ ...around, today: '2026-11-25', bankCheckedUpTo: '2026-11-20' }, 3)).toBe(false)
  expect(bankIsStale({ ...around, today: '2026-11-26', bankCheckedUpTo: '2026-11-20' }, 3)).toBe(true)
})
