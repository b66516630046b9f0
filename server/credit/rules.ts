import { percentOf } from '@/server/platform/money/money'

/** The credit account of a payer, locked; amounts in minor units of the ledger currency. */
export interface CreditAccount {
  customerId: string
  currency: string
  limitMinor: bigint | null
  committedMinor: bigint
  shippedNotInvoicedMinor: bigint
  openMinor: bigint
  unappliedMinor: bigint
  holds: number
}

export interface CreditPolicy {
  version: number
  starterLimitMinor: bigint
  approveAtPoints: number
  reservationDays: number
}

/** Exposure (rule 10) = open items + shipped not invoiced + confirmed not shipped − unapplied cash and deposits. */
export function exposure(account: Omit<CreditAccount, 'customerId' | 'currency' | 'limitMinor' | 'holds'>): bigint {
  return account.openMinor + account.shippedNotInvoicedMinor + account.committedMinor - account.unappliedMinor
}

/**
 * The inputs of the score of a first order. A fact that is not known is null: it gives no points, and never declines
 * an order.
 */
export interface ScoringInputs {
  orderMinor: bigint
  starterLimitMinor: bigint
  taxNumber: boolean
  addressComplete: boolean
  ownMailDomain: boolean | null
  sameCountry: boolean
  settledOrders: number
}

interface Factor {
  factor: 'TAX_NUMBER' | 'ADDRESS' | 'MAIL_DOMAIN' | 'COUNTRY' | 'ORDER_SIZE' | 'HISTORY'
  points: number
  /** The most this factor could have given. */
  best: number
}

function sizePoints(orderMinor: bigint, starterLimitMinor: bigint): number {
  if (orderMinor <= percentOf(starterLimitMinor, '25')) return 30
  if (orderMinor <= percentOf(starterLimitMinor, '50')) return 20
  return orderMinor <= starterLimitMinor ? 10 : 0
}

/** The points of each factor of a first order on terms; a scorecard of the program's own, kept with the decision. */
export function score(inputs: ScoringInputs): Factor[] {
  return [
    { factor: 'TAX_NUMBER', points: inputs.taxNumber ? 15 : 0, best: 15 },
    { factor: 'ADDRESS', points: inputs.addressComplete ? 15 : 0, best: 15 },
    { factor: 'MAIL_DOMAIN', points: inputs.ownMailDomain ? 10 : 0, best: 10 },
    { factor: 'COUNTRY', points: inputs.sameCountry ? 10 : 0, best: 10 },
    { factor: 'ORDER_SIZE', points: sizePoints(inputs.orderMinor, inputs.starterLimitMinor), best: 30 },
    { factor: 'HISTORY', points: Math.min(inputs.settledOrders, 2) * 10, best: 20 },
  ]
}

export interface LeastChange {
  /** The points that were missing, and each factor that alone could have given them. */
  missingPoints: number
  factors: Factor['factor'][]
  /** By how much the order was too large. */
  overMinor: bigint
}

type GateOutcome =
  | { state: 'AWAITING_PAYMENT' | 'NOT_NEEDED' | 'HELD' | 'PASSED' }
  | { state: 'PASSED' | 'REFERRED'; decision: GateDecision }

export interface GateDecision {
  state: 'APPROVED' | 'REFERRED'
  cause: 'FIRST_ORDER' | 'LIMIT_EXCEEDED'
  points: number | null
  factors: Factor[]
  leastChange: LeastChange | null
  /** The limit given, when one is. */
  limitMinor: bigint | null
}

function judgeFirstOrder(policy: CreditPolicy, inputs: ScoringInputs, overMinor: bigint): GateDecision {
  const factors = score(inputs)
  const points = factors.reduce((sum, factor) => sum + factor.points, 0)
  const missingPoints = Math.max(0, policy.approveAtPoints - points)
  const base = { cause: 'FIRST_ORDER' as const, points, factors }
  if (missingPoints === 0 && overMinor <= 0n)
    return { ...base, state: 'APPROVED', leastChange: null, limitMinor: policy.starterLimitMinor }
  const enough = factors.filter((factor) => factor.best - factor.points >= missingPoints && missingPoints > 0)
  const leastChange = {
    missingPoints,
    factors: enough.map((factor) => factor.factor),
    overMinor: overMinor > 0n ? overMinor : 0n,
  }
  return { ...base, state: 'REFERRED', leastChange, limitMinor: null }
}

/**
 * The credit gate of a confirmed order. Prepaid and cash orders wait for money, if they cost any. An order of a payer
 * on hold is held. The first order on terms is scored: it is approved up to the starter limit, otherwise referred.
 * Later orders pass inside the limit, otherwise they are referred. It never declines.
 */
export function gate(
  termsKind: string,
  account: CreditAccount,
  policy: CreditPolicy,
  inputs: ScoringInputs,
): GateOutcome {
  if (termsKind !== 'NET') return { state: inputs.orderMinor > 0n ? 'AWAITING_PAYMENT' : 'NOT_NEEDED' }
  if (account.holds > 0) return { state: 'HELD' }
  const after = exposure(account) + inputs.orderMinor
  if (account.limitMinor === null) {
    const decision = judgeFirstOrder(policy, inputs, after - policy.starterLimitMinor)
    return { state: decision.state === 'APPROVED' ? 'PASSED' : 'REFERRED', decision }
  }
  const overMinor = after - account.limitMinor
  if (overMinor <= 0n) return { state: 'PASSED' }
  const leastChange = { missingPoints: 0, factors: [], overMinor }
  return {
    state: 'REFERRED',
    decision: { state: 'REFERRED', cause: 'LIMIT_EXCEEDED', points: null, factors: [], leastChange, limitMinor: null },
  }
}

/** Whether a payer's exposure is inside the limit; without a limit it never is. */
export function insideLimit(account: CreditAccount): boolean {
  return account.limitMinor !== null && exposure(account) <= account.limitMinor
}

/**
 * Whether the payer may owe this much more. Used where an order grows or is opened again (rule 10: no path avoids the
 * gate).
 */
export function fitsLimit(account: CreditAccount, raiseMinor: bigint): boolean {
  if (raiseMinor <= 0n) return true
  return account.limitMinor !== null && account.holds === 0 && exposure(account) + raiseMinor <= account.limitMinor
}

const freeMailHosts = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'mail.com',
  'orange.fr',
  'libero.it',
])

/** False when the address is with a free mail provider, true for any other domain, null when there is no address. */
export function ownMailDomain(email: string | null): boolean | null {
  const domain = email?.split('@')[1]?.toLowerCase()
  return domain ? !freeMailHosts.has(domain) : null
}
