const minuteMs = 60_000

/** After so many attempts a mail is given up and shown as failed; as many follow when a person has it sent again. */
export const mostAttempts = 8

/** Whether another attempt is made by itself after so many. */
export const triesAgain = (attempts: number): boolean => attempts % mostAttempts > 0

/** A mail being sent for longer than this was cut off. A conversation has an end long before. */
export const cutOffAfterMs = 5 * minuteMs

/** How long after an attempt the next one is made: 2, 4, 8 … minutes, at most six hours. */
export function retryAfterMs(attempts: number): number {
  const made = attempts % mostAttempts
  return made === 0 ? 0 : Math.min(2 ** made * minuteMs, 360 * minuteMs)
}

/** Whether mails go to the catcher, which listens on SMTP_PORT: unless SMTP_URL names somebody else's server. */
export function catchesMail(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { SMTP_URL: url, SMTP_PORT: port } = environment
  if (!port) return false
  if (!url) return true
  const { hostname, port: given } = new URL(url)
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && given === port
}

/** Whether an address is at a name that the world has set aside for nobody (RFC 2606), where invented customers live. */
export const isNobodys = (address: string): boolean => /[@.](example|invalid)$/i.test(address.trim())
