'use client'

import { useCallback } from 'react'
import type { Manner } from '@/server/platform/words/words'
import { refusalWords } from '@/server/words'
import { toastError } from './ui/toast'
import { useWorkspace } from './ui/workspace'

export interface Failure {
  /** The name of the refusal, for those few pages that offer a way out of it. */
  code: string
  /** What happened, what it means, what to do. */
  text: string
  /** What is wrong with each field of the input. */
  fields: Readonly<Record<string, string>>
  /** What the refusal carries, for those few pages that go on from it. */
  parameters?: Readonly<Record<string, unknown>>
}

interface Answered {
  message: string
  data?: {
    refusal?: { code: string; parameters: Record<string, unknown> } | null
    fields?: { formErrors: string[]; fieldErrors: Record<string, string[] | undefined> } | null
  } | null
}

/** Puts a failed call into words. A call without an answer may or may not have acted: the sentence says so. */
export function failureOf(error: unknown, manner: Manner): Failure {
  const { message, data } = error as Answered
  if (data?.refusal) {
    const { code, parameters } = data.refusal
    const text = refusalWords(code, parameters, manner)
    // A refusal that is about one field names it: it is said there.
    return { code, text, fields: typeof parameters.field === 'string' ? { [parameters.field]: text } : {}, parameters }
  }
  if (data?.fields) {
    const first = Object.entries(data.fields.fieldErrors).map(([name, errors]) => [name, errors?.[0] ?? ''])
    const text = data.fields.formErrors[0] ?? 'Something is missing or cannot be read. Look at the marked fields.'
    return { code: 'INPUT', text, fields: Object.fromEntries(first) }
  }
  if (data) return { code: message, text: refusalWords(message, {}, manner), fields: {} }
  return {
    code: 'NO_ANSWER',
    text: 'The server did not answer. Check whether it was done, then try again.',
    fields: {},
  }
}

/** The words for a failed call, in the workspace's manner: `const failure = useFailure(); failure(error).text`. */
export function useFailure() {
  const { currency, locale, timeZone } = useWorkspace()
  return useCallback((error: unknown) => failureOf(error, { currency, locale, timeZone }), [currency, locale, timeZone])
}

/** Says a failed call as a notice: `useMutation(trpc.order.cancel.mutationOptions({ onError: useFailureToast() }))`. */
export function useFailureToast() {
  const failure = useFailure()
  return useCallback((error: unknown) => toastError(failure(error).text), [failure])
}
