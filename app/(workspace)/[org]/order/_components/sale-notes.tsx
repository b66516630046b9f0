'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { Notes } from '@/components/notes'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import type { SaleInput } from '@/server/order/schema/note'

/** What the team writes down about an order or a quote for itself; the customer never reads it. */
export function SaleNotes({ about }: { about: SaleInput }) {
  const trpc = useTRPC()
  const client = useTRPCClient().saleNote
  const { data: notes = [] } = useQuery(trpc.saleNote.list.queryOptions(about))
  return (
    <Notes
      title="Notes for the team"
      notes={notes.map((note) => ({ ...note, aside: note.ofQuote ? 'on the quote' : undefined }))}
      mayWrite={useMay()('customer.note')}
      add={(text) => client.add.mutate({ about, text })}
      change={client.change.mutate}
      remove={client.delete.mutate}
    />
  )
}
