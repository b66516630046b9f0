'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { Notes } from '@/components/notes'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'

/** What the team writes down about a customer. */
export function NotesCard({ customerId }: { customerId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient().customerNote
  const { data: notes = [] } = useQuery(trpc.customerNote.list.queryOptions({ id: customerId }))
  return (
    <Notes
      title="Notes"
      notes={notes}
      mayWrite={useMay()('customer.note')}
      add={(text) => client.add.mutate({ customerId, text })}
      change={client.change.mutate}
      remove={client.delete.mutate}
    />
  )
}
