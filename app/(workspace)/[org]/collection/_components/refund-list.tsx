'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RefundTable } from '@/components/collection/refund-table'
import { useFailure } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { useListState } from '@/components/ui/list-state'
import { Pager } from '@/components/ui/pager'
import { refundListOf } from '@/server/collection/schema'
import { CollectionHead } from './collection-head'

export function RefundList() {
  const trpc = useTRPC()
  const failure = useFailure()
  const { search } = useListState()
  const { data, error, refetch } = useQuery({
    ...trpc.collection.refunds.queryOptions(refundListOf(search)),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <CollectionHead note="Money given back: what was paid too much, and what credit notes left." />
      <Card flush>
        {error && <ErrorState onRetry={() => void refetch()}>{failure(error).text}</ErrorState>}
        {data?.rows.length === 0 && (
          <EmptyState title="Nothing was given back yet.">
            A receipt with unapplied cash, or a credit note with something left, has the button “Give back”.
          </EmptyState>
        )}
        {data && data.rows.length > 0 && <RefundTable rows={data.rows} withCustomer />}
        {data && <Pager previous={data.previous} next={data.next} />}
      </Card>
    </>
  )
}
