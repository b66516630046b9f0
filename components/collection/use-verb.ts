'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { toast } from '@/components/ui/toast'

/** A verb called from a button: what failed is said in words, what succeeded too, and everything shown is asked again. */
export function useVerb<Input, Output>(
  send: (input: Input) => Promise<Output>,
  done?: string | ((output: Output) => string),
) {
  const queries = useQueryClient()
  const onError = useFailureToast()
  return useMutation({
    mutationFn: send,
    onError,
    onSuccess: async (output) => {
      if (done) toast(typeof done === 'string' ? done : done(output), { tone: 'ok' })
      await queries.invalidateQueries()
    },
  })
}
