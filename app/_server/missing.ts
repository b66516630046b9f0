import 'server-only'
import { notFound } from 'next/navigation'

const answers = new Set(['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST'])

/**
 * What a page does with the failure to read its record: one that is not there, or not for this person, or whose address
 * is none, is a page that is not there. Anything else, an outage above all, is said as what it is.
 */
export function missing(error: unknown): never {
  if (answers.has(String((error as { code?: unknown }).code))) notFound()
  throw error
}
