'use client'

import { useCallback } from 'react'
import type { Manner } from '@/server/platform/words/words'
import { refusalWords } from '@/server/words'
import { sayRefused } from './ui/said-here'
import { useWorkspace } from './ui/workspace'

export interface Failure {
  /** The code of the refusal, for pages that offer a way out of it. */
  code: string
  /** A sentence that says what happened, what it means, and what to do. */
  text: string
  /** The error of each field. */
  fields: Readonly<Record<string, string>>
  /** The parameters of the refusal, for pages that use them. */
  parameters?: Readonly<Record<string, unknown>>
}

interface Answered {
  message: string
  data?: {
    refusal?: { code: string; parameters: Record<string, unknown> } | null
    fields?: { formErrors: string[]; fieldErrors: Record<string, string[] | undefined> } | null
  } | null
}

/** Puts a failed call into words. A call without an answer may or may not have had its effect, and the sentence says so. */
function failureOf(error: unknown, manner: Manner): Failure {
  const { message, data } = error as Answered
  if (data?.refusal) {
    const { code, parameters } = data.refusal
    const text = refusalWords(code, parameters, manner)
    // A refusal about one field names it, so that the sentence is shown at the field.
    return { code, text, fields: typeof parameters.field === 'string' ? { [parameters.field]: text } : {}, parameters }
  }
  if (data?.fields) {
    const first = Object.entries(data.fields.fieldErrors).map(([name, errors]) => [name, errors?.[0] ?? ''])
    const text = data.fields.formErrors[0] ?? 'Something is missing or cannot be read. Check the marked fields.'
    return { code: 'INPUT', text, fields: Object.fromEntries(first) }
  }
  if (data) return { code: message, text: refusalWords(message, {}, manner), fields: {} }
  return {
    code: 'NO_ANSWER',
    text: 'The server did not answer. Check whether it was done, then try again.',
    fields: {},
  }
}

/** Puts a failed call into words in the workspace's language: `const failure = useFailure(); failure(error).text`. */
export function useFailure() {
  const { currency, locale, timeZone } = useWorkspace()
  return useCallback((error: unknown) => failureOf(error, { currency, locale, timeZone }), [currency, locale, timeZone])
}

/** Shows a failed call in the dialog that sent it, otherwise as a notice: `useMutation(trpc.order.cancel.mutationOptions({ onError: useFailureToast() }))`. */
export function useFailureToast() {
  const failure = useFailure()
  return useCallback((error: unknown) => sayRefused(failure(error)), [failure])
}
