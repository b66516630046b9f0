import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '@/server/platform/time/working-days'
import { lastDayOf, noticeDays, type ProformaStep, proformaRefusal, proformaStep } from './prepaid'
import type { PayerFacts, Policy, Surroundings } from './reminding'

it('a customer is reminded five days before the last day', () => expect(noticeDays).toBe(5))

describe('what is due of a pro forma that expires on 20 May', () => {
  it.each<[string, string | null, string | null, ProformaStep | null]>([
    ['2026-05-14', null, 'a@b.c', null],
    ['2026-05-15', null, 'a@b.c', 'REMIND'],
    ['2026-05-20', null, 'a@b.c', 'REMIND'],
    ['2026-05-25', null, 'a@b.c', 'REMIND'],
    ['2026-05-20', '2026-05-15', 'a@b.c', null],
    ['2026-05-21', '2026-05-15', 'a@b.c', 'LAPSE'],
    ['2026-05-15', null, null, 'REMIND'],
    ['2026-05-20', null, null, 'REMIND'],
    ['2026-05-21', null, null, 'LAPSE'],
  ])('on %s, reminded on %s, mail to %s: %s', (today, remindedOn, mailTo, step) => {
    expect(proformaStep({ expiresOn: '2026-05-20', remindedOn }, mailTo, today)).toBe(step)
  })

  it('is nothing for a pro forma without a last day', () =>
    expect(proformaStep({ expiresOn: null, remindedOn: null }, 'a@b.c', '2026-05-21')).toBeNull())
})

it.each([
  ['2026-05-15', '2026-05-20'],
  ['2026-05-17', '2026-05-20'],
  ['2026-05-18', '2026-05-21'],
  ['2026-05-25', '2026-05-28'],
])('reminded on %s of 20 May, the customer has until %s', (today, day) => {
  expect(lastDayOf('2026-05-20', today)).toBe(day)
})

describe('why nothing happens to an unpaid pro forma', () => {
  const calendar: WorkingCalendar = { workingWeekdays: new Set([1, 2, 3, 4, 5]), isHoliday: () => false }
  const policy: Policy = {
    version: 1,
    enabled: true,
    maxBankAgeDays: 3,
    minGapDays: 5,
    sendFrom: '09:00',
    sendUntil: '17:00',
    steps: [],
  }
  const around: Surroundings = { today: '2026-05-20', time: '10:00:00', calendar, bankCheckedUpTo: '2026-05-19' }
  const proforma = {
    expiresOn: '2026-05-20',
    remindedOn: null,
    openMinor: 1000n,
    receivedMinor: 0n,
    unappliedSinceMinor: 0n,
  }
  const payer: PayerFacts = {
    mailTo: 'a@b.c',
    pausedUntil: null,
    unappliedMinor: 0n,
    creditMinor: 0n,
    bankLineWaits: false,
    promisedUntil: null,
    lastRemindedOn: null,
  }
  it.each<[string, Partial<typeof proforma>, Partial<PayerFacts>, string | null]>([
    ['nothing speaks against it', {}, {}, null],
    ['a part was paid', { receivedMinor: 1n }, {}, 'PART_PAID'],
    ['money came since', { unappliedSinceMinor: 1n }, {}, 'UNAPPLIED_CASH'],
    ['cash at hand would pay it', {}, { unappliedMinor: 1000n }, 'UNAPPLIED_CASH'],
    ['cash at hand would not', {}, { unappliedMinor: 999n }, null],
    ['a credit note would pay it', {}, { creditMinor: 1000n }, 'CREDIT_NOTE'],
    ['both together would', {}, { unappliedMinor: 600n, creditMinor: 400n }, 'CREDIT_NOTE'],
    ['both together would not', {}, { unappliedMinor: 600n, creditMinor: 399n }, null],
    ['reminders are paused', {}, { pausedUntil: '2026-05-20' }, 'PAUSED'],
    ['a bank line waits', {}, { bankLineWaits: true }, 'BANK_LINE'],
  ])('%s', (_, of, facts, reason) => {
    for (const step of ['REMIND', 'LAPSE'] as const)
      expect(proformaRefusal({ ...proforma, ...of }, { ...payer, ...facts }, around, policy, step)).toBe(reason)
  })

  it.each<[string, Partial<PayerFacts>, Partial<Surroundings>, string | null, string | null]>([
    ['a reminder that went just now', { lastRemindedOn: '2026-05-19' }, {}, 'TOO_SOON', null],
    ['no address', { mailTo: null }, {}, 'NO_ADDRESS', null],
    ['no fresh bank', {}, { bankCheckedUpTo: '2026-05-13' }, 'BANK_STALE', 'BANK_STALE'],
  ])('%s', (_, facts, place, remind, lapse) => {
    const reason = (step: ProformaStep) =>
      proformaRefusal(proforma, { ...payer, ...facts }, { ...around, ...place }, policy, step)
    expect([reason('REMIND'), reason('LAPSE')]).toEqual([remind, lapse])
  })
})
