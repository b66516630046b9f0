import { waitsWords } from '@/server/order/words/en'
import type { StageKey } from './stages'

/** The square of an order's stage. */
export function squareOf(stage: string): StageKey | 'settled' {
  if (stage === 'SETTLED') return 'settled'
  if (stage === 'CANCELLED') return 'order'
  return stage.toLowerCase() as StageKey
}

const stoppedBy = new Set(['CUSTOMER', 'TAX', 'ADDRESS', 'CREDIT_DECISION', 'CREDIT_HOLD', 'OVERDUE'])

/** Whether an order cannot go on by itself. */
export const isStopped = (waitsFor: string | null) => waitsFor !== null && stoppedBy.has(waitsFor)

/** The state of an order in a few words. */
export function standWords(stage: string, waitsFor: string | null): string {
  if (stage === 'SETTLED') return 'settled'
  if (stage === 'CANCELLED') return 'cancelled'
  if (waitsFor === 'DUE') return 'not due yet'
  return waitsFor ? `waits for ${waitsWords(waitsFor)}` : stage.toLowerCase()
}

/** The tone of an order's state. */
export function standTone(stage: string, waitsFor: string | null): 'plain' | 'ok' | 'warn' | 'bad' {
  if (stage === 'SETTLED') return 'ok'
  if (stage === 'CANCELLED') return 'plain'
  if (isStopped(waitsFor)) return 'bad'
  return waitsFor === 'STOCK' || waitsFor === 'PAYMENT' ? 'warn' : 'plain'
}
