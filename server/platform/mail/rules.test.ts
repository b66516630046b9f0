import { describe, expect, it } from 'vitest'
import {
  catchesMail,
  contactPurposes,
  cutOffAfterMs,
  isNobodys,
  mailPurposes,
  mostAttempts,
  retryAfterMs,
  triesAgain,
} from './rules'

describe('a mail', () => {
  it('goes to those at the customer who are written to about its subject', () => {
    expect(contactPurposes).toEqual(['ORDERS', 'DELIVERIES', 'INVOICES', 'REMINDERS'])
    const kinds = (purpose: string) =>
      Object.entries(mailPurposes).flatMap(([kind, one]) => (one === purpose ? [kind] : []))
    expect(Object.fromEntries(['TEAM', ...contactPurposes].map((purpose) => [purpose, kinds(purpose)]))).toEqual({
      TEAM: ['INVITATION', 'QUOTE_ANSWERED'],
      ORDERS: [
        'QUOTE',
        'ORDER_CONFIRMATION',
        'ORDER_RECEIVED',
        'ORDER_AMENDMENT',
        'ORDER_CANCELLED',
        'PROFORMA',
        'PROFORMA_EXPIRES',
      ],
      DELIVERIES: ['SHORTAGE_NOTICE', 'ARRIVAL_NOTICE', 'PROMISE_MOVED', 'DISPATCH_NOTICE'],
      INVOICES: ['invoice', 'creditNote'],
      REMINDERS: ['reminder'],
    })
  })

  it('is tried eight times, ever more seldom, and eight times again when a person asks', () => {
    expect([mostAttempts, cutOffAfterMs]).toEqual([8, 300_000])
    const tries = Array.from({ length: 9 }, (_, made) => triesAgain(made + 1))
    expect(tries).toEqual([true, true, true, true, true, true, true, false, true])
    const minutes = Array.from({ length: 10 }, (_, made) => retryAfterMs(made) / 60_000)
    expect(minutes).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 0, 2])
  })

  it.each([
    [{}, false],
    [{ SMTP_URL: 'smtp://127.0.0.1:2500' }, false],
    [{ SMTP_PORT: '2500' }, true],
    [{ SMTP_PORT: '2500', SMTP_URL: '' }, true],
    [{ SMTP_PORT: '2500', SMTP_URL: 'smtp://127.0.0.1:2500' }, true],
    [{ SMTP_PORT: '2500', SMTP_URL: 'smtp://localhost:2500' }, true],
    [{ SMTP_PORT: '2500', SMTP_URL: 'smtp://[::1]:2500' }, true],
    [{ SMTP_PORT: '2500', SMTP_URL: 'smtp://127.0.0.1:2501' }, false],
    [{ SMTP_PORT: '2500', SMTP_URL: 'smtp://mail.example.test:2500' }, false],
  ])('is caught in %j: %s', (environment, caught) => {
    expect(catchesMail(environment)).toBe(caught)
  })

  it.each([
    ['anna@marlow.example', true],
    ['anna@EXAMPLE', true],
    [' anna@marlow.invalid ', true],
    ['anna@marlow.test', false],
    ['anna@example.org', false],
    ['anna@notexample', false],
  ])('to %s goes to nobody: %s', (address, nobody) => {
    expect(isNobodys(address)).toBe(nobody)
  })
})
