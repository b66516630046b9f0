export type QuoteState = 'DRAFT' | 'SENT' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN'

/** The actions on a quote: action → from → to. */
export const quoteActions = {
  /** A sent quote becomes the draft of its next version. */
  change: { DRAFT: 'DRAFT', SENT: 'DRAFT', DECLINED: 'DRAFT', EXPIRED: 'DRAFT' },
  send: { DRAFT: 'SENT', SENT: 'SENT' },
  accept: { SENT: 'ACCEPTED' },
  decline: { SENT: 'DECLINED' },
  expire: { SENT: 'EXPIRED' },
  withdraw: { DRAFT: 'WITHDRAWN', SENT: 'WITHDRAWN' },
} as const satisfies Record<string, Partial<Record<QuoteState, QuoteState>>>

/** Whether a change makes another version, because the customer has seen the present one. */
export const makesVersion = (state: string): boolean => state !== 'DRAFT' && quoteCan('change', state)

/** Whether an action is possible in a state. The answer enables the button and guards the write. */
export function quoteCan(action: keyof typeof quoteActions, state: string): boolean {
  return state in quoteActions[action]
}
