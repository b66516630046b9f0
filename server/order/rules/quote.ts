export type QuoteState = 'DRAFT' | 'SENT' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'

/** The actions on a quote: action → from → to. */
export const quoteActions = {
  change: { DRAFT: 'DRAFT' },
  send: { DRAFT: 'SENT', SENT: 'SENT' },
  accept: { SENT: 'ACCEPTED' },
  decline: { SENT: 'DECLINED' },
  expire: { SENT: 'EXPIRED' },
  withdraw: { DRAFT: 'WITHDRAWN', SENT: 'WITHDRAWN' },
} as const satisfies Record<string, Partial<Record<QuoteState, QuoteState>>>

/** Whether an action is possible in a state. The answer enables the button and guards the write. */
export function quoteCan(action: keyof typeof quoteActions, state: string): boolean {
  return state in quoteActions[action]
}
