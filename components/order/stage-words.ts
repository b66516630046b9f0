import { waitsWords } from '@/server/order/words/en'
import type { StageKey } from './stages'

/** The square an order's stage stands on. */
export function squareOf(stage: string): StageKey | 'settled' {
  if (stage === 'SETTLED') return 'settled'
  if (stage === 'CANCELLED') return 'order'
  return stage.toLowerCase() as StageKey
}

const stoppedBy = new Set(['CUSTOMER', 'TAX', 'ADDRESS', 'CREDIT_DECISION', 'CREDIT_HOLD', 'OVERDUE'])

/** Whether an order cannot go on by itself. */
export const isStopped = (waitsFor: string | null) => waitsFor !== null && stoppedBy.has(waitsFor)

/** Where an order stands, in a few words. */
export function standWords(stage: string, waitsFor: string | null): string {
  if (stage === 'SETTLED') return 'settled'
  if (stage === 'CANCELLED') return 'cancelled'
  if (waitsFor === 'DUE') return 'not due yet'
  return waitsFor ? `waits for ${waitsWords(waitsFor)}` : stage.toLowerCase()
}

/** The tone of that state. */
export function standTone(stage: string, waitsFor: string | null): 'plain' | 'ok' | 'warn' | 'bad' {
  if (stage === 'SETTLED') return 'ok'
  if (stage === 'CANCELLED') return 'plain'
  if (isStopped(waitsFor)) return 'bad'
  return waitsFor === 'STOCK' || waitsFor === 'PAYMENT' ? 'warn' : 'plain'
}
