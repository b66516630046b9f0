import { expect, it } from 'vitest'
import { type DueItem, horizonOn, type PayerFacts, type Policy, planFor, type Surroundings } from './reminding'

const policy: Policy = {
  version: 1,
  enabled: true,
  maxBankAgeDays: 3,
  minGapDays: 5,
  sendFrom: '09:00',
  sendUntil: '17:00',
  steps: [
    { code: 'BEFORE_3', offsetDays: -3, kind: 'BEFORE_DUE', placesHold: false },
    { code: 'AFTER_1', offsetDays: 1, kind: 'OVERDUE', placesHold: false },
    { code: 'AFTER_10', offsetDays: 10, kind: 'OVERDUE', placesHold: false },
  ],
}
const calendar = { workingWeekdays: new Set([1, 2, 3, 4, 5] as const), isHoliday: () => false }
const around: Surroundings = { today: '2026-11-24', time: '09:00:00', calendar, bankCheckedUpTo: '2026-11-23' }
const payer: PayerFacts = {
  mailTo: 'a@b.c',
  pausedUntil: null,
  unappliedMinor: 0n,
  creditMinor: 0n,
  bankLineWaits: false,
  promisedUntil: null,
  lastRemindedOn: null,
}
const item = (id: string, dueOn: string, openMinor: bigint, more: Partial<DueItem> = {}): DueItem => ({
  id,
  number: id,
  dueOn,
  issuedOn: '2026-10-01',
  openMinor,
  disputed: false,
  done: [],
  ...more,
})
const plan = (unappliedMinor: bigint, creditMinor: bigint, ...items: DueItem[]) =>
  planFor({ ...payer, unappliedMinor, creditMinor }, items, policy, around)
const old = item('old', '2026-11-20', 1000n)
const young = item('young', '2026-11-22', 300n)

it.each<[string, bigint, bigint, DueItem[], string[], string[], bigint]>([
  ['nothing at hand', 0n, 0n, [young, old], ['young', 'old'], [], 0n],
  ['cash for the oldest, whatever the order', 1000n, 0n, [young, old], ['young'], ['old UNAPPLIED_CASH'], 0n],
  [
    'cash, and credit for the rest of it',
    600n,
    700n,
    [young, old],
    [],
    ['young CREDIT_NOTE', 'old UNAPPLIED_CASH'],
    0n,
  ],
  ['credit that is used up by the oldest', 600n, 600n, [young, old], ['young'], ['old UNAPPLIED_CASH'], 200n],
  ['cash that is not', 1200n, 0n, [young, old], ['young'], ['old UNAPPLIED_CASH'], 200n],
  ['cash beside credit', 1100n, 150n, [young, old], ['young'], ['old UNAPPLIED_CASH'], 250n],
  [
    'cash that covers two items, and credit that is not needed',
    1300n,
    300n,
    [young, old, item('youngest', '2026-11-23', 400n)],
    ['youngest'],
    ['young UNAPPLIED_CASH', 'old UNAPPLIED_CASH'],
    300n,
  ],
  ['credit alone', 0n, 1000n, [young, old], ['young'], ['old CREDIT_NOTE'], 0n],
  [
    'of one day the first by its id',
    500n,
    0n,
    [item('b', '2026-11-20', 500n), item('a', '2026-11-20', 500n)],
    ['b'],
    ['a UNAPPLIED_CASH'],
    0n,
  ],
  ['what is paid takes nothing', 300n, 0n, [item('paid', '2026-11-01', 0n), young], [], ['young UNAPPLIED_CASH'], 0n],
  [
    'what is credited takes nothing',
    300n,
    0n,
    [item('minus', '2026-11-01', -900n), young, old],
    ['young', 'old'],
    [],
    300n,
  ],
])('with %s', (_, cash, credit, items, wanted, spared, atHandMinor) => {
  const found = plan(cash, credit, ...items)
  expect(found?.items.map((one) => one.item.id)).toEqual(wanted)
  expect(found?.spared.map((one) => `${one.item.id} ${one.reason}`)).toEqual(spared)
  expect(found?.atHandMinor).toBe(atHandMinor)
})

it('an item that money at hand would pay is skipped for that reason', () => {
  const disputed = item('big', '2026-11-01', 9000n, { disputed: true })
  const reasons = (cash: bigint, credit: bigint) =>
    plan(cash, credit, disputed, young)?.spared.map((one) => `${one.item.id} ${one.reason}`)
  expect(reasons(300n, 0n)).toEqual(['big DISPUTED', 'young UNAPPLIED_CASH'])
  expect(reasons(0n, 300n)).toEqual(['big DISPUTED', 'young CREDIT_NOTE'])
  expect(reasons(0n, 299n)).toEqual(['big DISPUTED'])
})

it('skipped steps are reported with their item and the reason', () => {
  const found = plan(0n, 0n, item('x', '2026-11-14', 5n), item('y', '2026-11-23', 5n, { done: ['AFTER_1'] }))
  expect(found?.leftOut).toEqual([
    { openItemId: 'x', code: 'BEFORE_3', reason: 'DAY_PASSED' },
    { openItemId: 'x', code: 'AFTER_1', reason: 'HIGHER_STEP' },
    { openItemId: 'y', code: 'BEFORE_3', reason: 'DAY_PASSED' },
  ])
  expect(found?.items).toEqual([{ item: item('x', '2026-11-14', 5n), step: policy.steps[2] }])
  const done = plan(0n, 0n, item('z', '2026-11-23', 5n, { done: ['AFTER_1'] }))
  expect(done).toMatchObject({ items: [], kind: null, reason: null, totalMinor: 0n, placesHold: false })
})

it('the window reaches as far ahead as the earliest reminder before the due date', () => {
  expect(horizonOn(policy.steps, '2026-11-24')).toBe('2026-11-27')
  expect(horizonOn(policy.steps.slice(1), '2026-11-24')).toBe('2026-11-24')
  expect(horizonOn([], '2026-11-24')).toBe('2026-11-24')
})
