/** What people at a customer can be written to about. */
export const contactPurposes = ['ORDERS', 'DELIVERIES', 'INVOICES', 'REMINDERS'] as const
export type ContactPurpose = (typeof contactPurposes)[number]

/**
 * Every kind of mail with its purpose, which decides who at the customer gets it. TEAM: it goes to a person of the
 * organisation, whom the sender names.
 */
export const mailPurposes = {
  INVITATION: 'TEAM',
  QUOTE_ANSWERED: 'TEAM',
  QUOTE: 'ORDERS',
  ORDER_CONFIRMATION: 'ORDERS',
  ORDER_RECEIVED: 'ORDERS',
  ORDER_AMENDMENT: 'ORDERS',
  ORDER_CANCELLED: 'ORDERS',
  PROFORMA: 'ORDERS',
  PROFORMA_EXPIRES: 'ORDERS',
  SHORTAGE_NOTICE: 'DELIVERIES',
  ARRIVAL_NOTICE: 'DELIVERIES',
  PROMISE_MOVED: 'DELIVERIES',
  DISPATCH_NOTICE: 'DELIVERIES',
  invoice: 'INVOICES',
  creditNote: 'INVOICES',
  reminder: 'REMINDERS',
} as const satisfies Record<string, ContactPurpose | 'TEAM'>
export type MailKind = keyof typeof mailPurposes

const minuteMs = 60_000

/**
 * After this many attempts a mail is given up and shown as failed; when a person has it sent again, it gets as many
 * attempts again.
 */
export const mostAttempts = 8

/** Whether another attempt follows by itself after this many. */
export const triesAgain = (attempts: number): boolean => attempts % mostAttempts > 0

/** A mail that has been sending for longer than this was cut off; a conversation always ends much earlier. */
export const cutOffAfterMs = 5 * minuteMs

/** The delay after an attempt: 2, 4, 8 … minutes, up to about two hours. */
export function retryAfterMs(attempts: number): number {
  const made = attempts % mostAttempts
  return made === 0 ? 0 : 2 ** made * minuteMs
}

/** Whether mails go to the catcher, which listens on SMTP_PORT. They do unless SMTP_URL names another server. */
export function catchesMail(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { SMTP_URL: url, SMTP_PORT: port } = environment
  if (!port) return false
  if (!url) return true
  const { hostname, port: given } = new URL(url)
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && given === port
}

/** Whether the address has a domain that is reserved for nobody (RFC 2606). Invented customers have such addresses. */
export const isNobodys = (address: string): boolean => /[@.](example|invalid)$/i.test(address.trim())
