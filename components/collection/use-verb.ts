'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { toast } from '@/components/ui/toast'

/** Calls a verb from a button: shows failure or success in words, and reads all shown data again. */
export function useVerb<Input, Output>(
  send: (input: Input) => Promise<Output>,
  done?: string | ((output: Output) => string),
  /** The records that it changes: it replaces older notices about them. */
  about?: readonly string[],
) {
  const queries = useQueryClient()
  const onError = useFailureToast()
  return useMutation({
    mutationFn: send,
    onError,
    onSuccess: async (output) => {
      if (done) toast(typeof done === 'string' ? done : done(output), { tone: 'ok', about })
      await queries.invalidateQueries()
    },
  })
}
