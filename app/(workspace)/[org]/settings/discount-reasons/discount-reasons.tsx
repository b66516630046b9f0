'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import type { ReasonRow } from '@/server/pricing/queries/entries'
import { NamedList } from '../_components/named-list'
import type { SettingsColumn } from '../_components/settings-table'

const columns: SettingsColumn<ReasonRow>[] = [{ head: 'Reason', cell: (row) => row.name, grow: true }]

/** Why something is taken off a price: reasons added, renamed, archived. */
export function DiscountReasons() {
  const trpc = useTRPC()
  const client = useTRPCClient().pricing
  const { data } = useSuspenseQuery(trpc.pricing.reasons.queryOptions())
  return (
    <NamedList
      title="Discount reasons"
      exported="discount-reasons"
      rows={data}
      columns={columns}
      empty={<EmptyState title="No reasons yet.">Nothing can be taken off a price without one.</EmptyState>}
      adding={{
        label: 'Add a reason',
        title: 'Add a reason for discounts',
        description: 'Every discount names one; reports add up by them.',
        hint: 'Volume, trade fair, last of its kind.',
      }}
      add={(reason) => client.addReason.mutate(reason)}
      rename={(reason) => client.renameReason.mutate(reason)}
      archive={(reason) => client.archiveReason.mutate(reason)}
      restore={(reason) => client.restoreReason.mutate(reason)}
    />
  )
}
