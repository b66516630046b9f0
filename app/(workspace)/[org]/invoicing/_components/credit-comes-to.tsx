'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Money } from '@/components/ui/text'
import type { CreditParts } from '@/server/invoicing/schema'

/** What the credit note will come to. */
export function ComesTo({ wanted }: { wanted: CreditParts }) {
  const trpc = useTRPC()
  const failure = useFailure()
  const { data, error } = useQuery({
    ...trpc.invoicing.foreseeCredit.queryOptions(wanted),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (error) return <p className="text-bad">{failure(error).text}</p>
  return (
    <p role="status" className="min-h-5 text-ink-2">
      {data && (
        <>
          Comes to <Money minor={data.netMinor} /> and <Money minor={data.taxMinor} /> tax:{' '}
          <b className="font-semibold text-ink">
            <Money minor={data.amountMinor} />
          </b>{' '}
          is credited.
        </>
      )}
    </p>
  )
}
