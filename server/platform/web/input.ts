import { z } from 'zod'

type Issue = Parameters<NonNullable<ReturnType<typeof z.config>['customError']>>[0]

const formats: Record<string, string> = {
  email: 'Write an e-mail address, such as anna@example.com.',
  url: 'Write an address, such as https://example.com.',
  uuid: 'Choose one of the list.',
  date: 'Choose a day, such as 2026-11-23.',
}
const kinds: Record<string, string> = {
  number: 'Write a number.',
  int: 'Write a whole number.',
  bigint: 'Write an amount.',
  date: 'Choose a day.',
}
const missing = 'This is missing.'

function limitWords({ origin, minimum, maximum, inclusive }: Issue, bound: 'least' | 'most'): string {
  const limit = bound === 'least' ? minimum : maximum
  const many = Number(limit).toLocaleString('en-GB')
  if (origin === 'string' || origin === 'array') {
    if (bound === 'least' && Number(limit) <= 1) return missing
    return origin === 'string' ? `At ${bound} ${many} characters.` : `At ${bound} ${many} of these.`
  }
  if (origin === 'date') return 'Choose another day.'
  if (!inclusive) return bound === 'least' ? `More than ${many}.` : `Less than ${many}.`
  return `At ${bound} ${many}.`
}

/** The message for a wrong input for which the schema has no message of its own. */
function inputWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return missing
      return kinds[String(issue.expected)] ?? 'This cannot be read.'
    case 'too_small':
      return limitWords(issue, 'least')
    case 'too_big':
      return limitWords(issue, 'most')
    case 'invalid_format':
      return issue.input === '' ? missing : (formats[String(issue.format)] ?? 'This is not written as it should be.')
    case 'invalid_value':
      return 'Choose one of the list.'
    case 'not_multiple_of':
      return 'Write a whole number.'
    case 'unrecognized_keys':
      return `Not known here: ${(issue.keys as string[]).join(', ')}.`
    case 'invalid_union':
      return (issue.errors as { message: string }[][]).at(-1)?.[0]?.message ?? 'This cannot be read.'
    default:
      return 'This cannot be read.'
  }
}

// All schemas use these messages, in the browser and on the server.
z.config({ customError: inputWords })

/** A calendar day that makes sense in trade, 'YYYY-MM-DD'. */
export const day = z.iso
  .date({ abort: true })
  .refine((text) => text >= '1900-01-01' && text < '2200-01-01', 'Choose a day between 1900 and 2199.')

/** The state of a record as it was read; a change that names an older one is refused with CHANGED_MEANWHILE. */
export const version = z.string().max(20)

/** Control characters, and direction marks, which would change the direction of the text around a name. */
const unkept = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]/gu

/** Text that a database can store and a person can read: without such characters, and without halves of surrogate pairs. */
export const keptText = (text: string): string => text.replace(unkept, '').toWellFormed()

/** No input of the program has this many levels. Deeper parts are dropped, so that they cannot exhaust the stack. */
const deepest = 64

/** An input in which all text can be stored by the database. */
export function keptInput(input: unknown, depth = 0): unknown {
  if (typeof input === 'string') return keptText(input)
  if (depth > deepest) return undefined
  if (Array.isArray(input)) return input.map((inner) => keptInput(inner, depth + 1))
  if (input === null || typeof input !== 'object') return input
  const prototype = Object.getPrototypeOf(input)
  if (prototype !== Object.prototype && prototype !== null) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, keptInput(value, depth + 1)]))
}
