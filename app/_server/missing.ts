import 'server-only'
import { notFound } from 'next/navigation'

const answers = new Set(['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'])

/**
 * Handles a failure to read a page's record. A record that does not exist, that this person may not see, or whose
 * address is invalid gives the not-found page. Any other failure, above all an outage, is thrown on.
 */
export function missing(error: unknown): never {
  if (answers.has(String((error as { code?: unknown }).code))) notFound()
  throw error
}
