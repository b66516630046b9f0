'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ItemChooser } from '@/components/collection/item-chooser'
import { PayerCombobox } from '@/components/collection/payer-combobox'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Money } from '@/components/ui/text'
import type { BankLineRow } from '@/server/collection/queries/lists'

/** A person says who paid and what the money is for; the program's proposal is filled in. */
export function MatchCard({ line }: { line: BankLineRow }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const proposal = line.evidence
  const [customer, setCustomer] = useState<ComboboxOption | null>(
    proposal?.customerId ? { value: proposal.customerId, label: line.customerName ?? '' } : null,
  )
  const [chosen, setChosen] = useState<readonly string[]>(proposal?.openItemIds ?? [])
  const { data } = useQuery({
    ...trpc.collection.items.queryOptions({ customerId: customer?.value, limit: 100 }),
    enabled: customer !== null,
  })
  const match = useVerb(client.collection.match.mutate, 'Posted')
  const items = (data?.rows ?? []).filter((item) => item.openMinor > 0n)
  const sum = items.filter((item) => chosen.includes(item.id)).reduce((total, item) => total + item.openMinor, 0n)
  const rest = line.amountMinor - sum
  const orderId = customer?.value === proposal?.customerId ? (proposal?.orderId ?? undefined) : undefined
  const post = () => {
    if (!customer) return
    const openItemIds = orderId ? undefined : [...chosen]
    match.mutate({ bankLineId: line.id, customerId: customer.value, openItemIds, orderId })
  }
  return (
    <Card
      title="Whose money is it?"
      footer={
        <>
          <Button tone="go" busy={match.isPending} disabled={!customer} onClick={post}>
            Post it
          </Button>
          {customer && !orderId && (
            <span className="text-ink-3">
              {rest > 0n ? (
                <>
                  <Money minor={rest} /> stays unapplied
                </>
              ) : rest < 0n ? (
                <>
                  <Money minor={-rest} /> stays open
                </>
              ) : (
                'it fits exactly'
              )}
            </span>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Customer" required>
          <PayerCombobox
            value={customer}
            onValueChange={(option) => {
              setCustomer(option)
              setChosen([])
            }}
          />
        </Field>
        {orderId ? (
          <p>It is a prepayment for an order, which is released when the money is complete.</p>
        ) : (
          customer && <ItemChooser items={items} chosen={chosen} onChange={setChosen} />
        )}
      </div>
    </Card>
  )
}
