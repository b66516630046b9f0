import { describe, expect, it } from 'vitest'
import {
  type CreditAccount,
  type CreditPolicy,
  exposure,
  fitsLimit,
  gate,
  insideLimit,
  ownMailDomain,
  type ScoringInputs,
  score,
} from './rules'

const policy: CreditPolicy = { version: 1, starterLimitMinor: 100_000n, approveAtPoints: 60, reservationDays: 3 }
const nobody: ScoringInputs = {
  orderMinor: 100_001n,
  starterLimitMinor: 100_000n,
  taxNumber: false,
  addressComplete: false,
  ownMailDomain: null,
  sameCountry: false,
  settledOrders: 0,
}
/** 15 + 15 + 10 + 10 + 10 for the size: just enough. */
const known: ScoringInputs = {
  ...nobody,
  orderMinor: 100_000n,
  taxNumber: true,
  addressComplete: true,
  ownMailDomain: true,
  sameCountry: true,
}
const owing = (change: Partial<CreditAccount>): CreditAccount => ({
  customerId: 'payer',
  currency: 'EUR',
  limitMinor: 10_000n,
  committedMinor: 0n,
  shippedNotInvoicedMinor: 0n,
  openMinor: 0n,
  unappliedMinor: 0n,
  holds: 0,
  ...change,
})

describe('exposure', () => {
  it.each([
    ['nothing', {}, 0n],
    ['what is invoiced and open', { openMinor: 1_000n }, 1_000n],
    ['what is shipped and not invoiced', { shippedNotInvoicedMinor: 200n }, 200n],
    ['what is confirmed and not shipped', { committedMinor: 30n }, 30n],
    ['less the money that lies on account', { unappliedMinor: 4n }, -4n],
    [
      'all of them',
      { openMinor: 1_000n, shippedNotInvoicedMinor: 200n, committedMinor: 30n, unappliedMinor: 4n },
      1_226n,
    ],
  ])('is %s', (_, account, expected) => {
    expect(exposure(owing(account))).toBe(expected)
  })
})

describe('what a first order is judged on', () => {
  const points = (change: Partial<ScoringInputs>) =>
    Object.fromEntries(score({ ...nobody, ...change }).map((factor) => [factor.factor, factor.points]))
  const none = { TAX_NUMBER: 0, ADDRESS: 0, MAIL_DOMAIN: 0, COUNTRY: 0, ORDER_SIZE: 0, HISTORY: 0 }

  it.each<[string, Partial<ScoringInputs>, Partial<typeof none>]>([
    ['nothing known', {}, {}],
    ['a tax number', { taxNumber: true }, { TAX_NUMBER: 15 }],
    ['a whole address', { addressComplete: true }, { ADDRESS: 15 }],
    ['a mail domain of their own', { ownMailDomain: true }, { MAIL_DOMAIN: 10 }],
    ['a free mail address', { ownMailDomain: false }, {}],
    ['the same country', { sameCountry: true }, { COUNTRY: 10 }],
    ['a quarter of the starter limit', { orderMinor: 25_000n }, { ORDER_SIZE: 30 }],
    ['a cent more', { orderMinor: 25_001n }, { ORDER_SIZE: 20 }],
    ['half of the starter limit', { orderMinor: 50_000n }, { ORDER_SIZE: 20 }],
    ['a cent more than half', { orderMinor: 50_001n }, { ORDER_SIZE: 10 }],
    ['all of the starter limit', { orderMinor: 100_000n }, { ORDER_SIZE: 10 }],
    ['a cent above it', { orderMinor: 100_001n }, {}],
    ['one settled order', { settledOrders: 1 }, { HISTORY: 10 }],
    ['two settled orders', { settledOrders: 2 }, { HISTORY: 20 }],
    ['more count no more', { settledOrders: 9 }, { HISTORY: 20 }],
  ])('%s', (_, change, expected) => {
    expect(points(change)).toEqual({ ...none, ...expected })
  })

  it('says the most that each factor could have given', () => {
    expect(score(nobody).map((factor) => factor.best)).toEqual([15, 15, 10, 10, 30, 20])
  })
})

describe('the gate', () => {
  it.each<[string, string, Partial<CreditAccount>, bigint, string]>([
    ['prepaid waits for its money', 'PREPAID', {}, 1n, 'AWAITING_PAYMENT'],
    ['cash waits for its money, held or not', 'CASH', { holds: 1 }, 1n, 'AWAITING_PAYMENT'],
    ['prepaid that costs nothing waits for none', 'PREPAID', {}, 0n, 'NOT_NEEDED'],
    ['a hold comes before the limit', 'NET', { holds: 1 }, 1n, 'HELD'],
    ['a hold comes before the first judgement', 'NET', { holds: 2, limitMinor: null }, 1n, 'HELD'],
    ['up to the limit it passes', 'NET', {}, 10_000n, 'PASSED'],
    ['what is owed already counts', 'NET', { openMinor: 4_000n, committedMinor: 3_000n }, 3_000n, 'PASSED'],
  ])('%s', (_, terms, account, orderMinor, state) => {
    expect(gate(terms, owing(account), policy, { ...nobody, orderMinor })).toEqual({ state })
  })

  it('refers an order above the limit with the excess, and gives no limit', () => {
    const account = owing({ shippedNotInvoicedMinor: 4_000n, committedMinor: 3_000n })
    expect(gate('NET', account, policy, { ...nobody, orderMinor: 3_001n })).toEqual({
      state: 'REFERRED',
      decision: {
        state: 'REFERRED',
        cause: 'LIMIT_EXCEEDED',
        points: null,
        factors: [],
        leastChange: { missingPoints: 0, factors: [], overMinor: 1n },
        limitMinor: null,
      },
    })
  })

  const first = (inputs: ScoringInputs, account: Partial<CreditAccount> = {}) => {
    const outcome = gate('NET', owing({ limitMinor: null, ...account }), policy, inputs)
    if (!('decision' in outcome)) throw new Error('not judged')
    return outcome
  }

  it('approves a first order with just enough points up to the starter limit, which it gives', () => {
    expect(first(known)).toEqual({
      state: 'PASSED',
      decision: {
        state: 'APPROVED',
        cause: 'FIRST_ORDER',
        points: 60,
        factors: score(known),
        leastChange: null,
        limitMinor: 100_000n,
      },
    })
  })

  it('refers a first order with enough points that exceeds the limit by a cent: no factor would help', () => {
    const { state, decision } = first(known, { openMinor: 1n })
    expect(state).toBe('REFERRED')
    expect(decision).toEqual({
      state: 'REFERRED',
      cause: 'FIRST_ORDER',
      points: 60,
      factors: score(known),
      leastChange: { missingPoints: 0, factors: [], overMinor: 1n },
      limitMinor: null,
    })
  })

  it('refers a first order that lacks points, and names each factor that alone would have sufficed', () => {
    const { state, decision } = first({ ...known, addressComplete: false })
    expect(state).toBe('REFERRED')
    expect(decision.points).toBe(45)
    expect(decision.leastChange).toEqual({
      missingPoints: 15,
      factors: ['ADDRESS', 'ORDER_SIZE', 'HISTORY'],
      overMinor: 0n,
    })
    const small = first({ ...nobody, orderMinor: 10n })
    expect(small.decision.leastChange).toEqual({ missingPoints: 30, factors: [], overMinor: 0n })
  })
})

describe('whether a payer may owe more', () => {
  it.each<[string, Partial<CreditAccount>, bigint, boolean]>([
    ['up to the limit', {}, 10_000n, true],
    ['a cent more', {}, 10_001n, false],
    ['on top of what is shipped and not invoiced', { shippedNotInvoicedMinor: 9_000n }, 1_001n, false],
    ['with money on account', { openMinor: 10_000n, unappliedMinor: 500n }, 500n, true],
    ['not while held', { holds: 1 }, 1n, false],
    ['not without a limit', { limitMinor: null }, 1n, false],
    ['not without a limit, with money on account', { limitMinor: null, unappliedMinor: 500n }, 100n, false],
    ['nothing more, whatever is owed', { openMinor: 99_999n, holds: 1 }, 0n, true],
    ['less, without a limit', { limitMinor: null, openMinor: 1n }, -1n, true],
  ])('%s', (_, account, raiseMinor, expected) => {
    expect(fitsLimit(owing(account), raiseMinor)).toBe(expected)
  })
})

it.each<[string, Partial<CreditAccount>, boolean]>([
  ['up to the limit', { openMinor: 4_000n, committedMinor: 6_000n }, true],
  ['a cent above it', { openMinor: 4_000n, committedMinor: 6_001n }, false],
  ['never without a limit', { limitMinor: null }, false],
])('whether the exposure is inside the limit: %s', (_, account, expected) => {
  expect(insideLimit(owing(account))).toBe(expected)
})

const free =
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com gmx.de gmx.net web.de aol.com proton.me protonmail.com mail.com orange.fr libero.it'

it('tells an address at an own domain from one at a free provider', () => {
  for (const host of free.split(' ')) expect([host, ownMailDomain(`anna@${host}`)]).toEqual([host, false])
  expect(ownMailDomain('Anna@GMail.com')).toBe(false)
  expect(ownMailDomain('anna@weber.de')).toBe(true)
  for (const none of [null, '', 'anna', 'anna@']) expect(ownMailDomain(none)).toBeNull()
})
