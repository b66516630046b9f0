'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { MoneyInput } from '@/components/ui/money-input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Skeleton } from '@/components/ui/skeleton'
import { Instant, Money } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useUnsaved } from '@/components/unsaved'
import type { PolicyVersion } from '@/server/credit/queries/accounts'
import { CreditHead } from './credit-head'

/** The rules for first orders. A change makes a new version; each decision keeps the version by which it was made. */
export function CreditPolicy() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.credit.policies.queryOptions())
  const [inForce] = data ?? []
  return (
    <>
      <CreditHead />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <Card title="In force" aside={inForce && `version ${inForce.version}`}>
          {inForce ? <PolicyForm key={inForce.version} policy={inForce} /> : <Skeleton className="h-40 w-full" />}
        </Card>
        <Card title="Versions">
          <ol className="flex flex-col gap-1.5">
            {data?.map((one) => (
              <li key={one.version}>
                <span className="font-medium">Version {one.version}</span>: a first limit of{' '}
                <Money minor={one.starterLimitMinor} /> from {countOf(one.approveAtPoints, 'point')}, stock kept{' '}
                {countOf(one.reservationDays, 'working day')}{' '}
                <span className="text-ink-3">
                  <Instant at={one.createdAt} /> {one.createdByName}
                </span>
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  )
}

function PolicyForm({ policy }: { policy: PolicyVersion }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const may = useMay()('credit.policy')
  const [limit, setLimit] = useState<bigint | null>(policy.starterLimitMinor)
  const [points, setPoints] = useState<number | null>(policy.approveAtPoints)
  const [days, setDays] = useState<number | null>(policy.reservationDays)
  const unsaved = useUnsaved()
  const change = useMutation(
    trpc.credit.changePolicy.mutationOptions({
      onError,
      onSuccess: async ({ version }) => {
        toast(`Policy version ${version} is in force`)
        await queries.invalidateQueries()
      },
    }),
  )
  const ready = limit !== null && points !== null && days !== null
  return (
    <form
      {...unsaved.form}
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        unsaved.sent()
        if (ready) change.mutate({ starterLimitMinor: limit, approveAtPoints: points, reservationDays: days })
      }}
    >
      <Field label="Limit for a first order on terms" required>
        <MoneyInput value={limit} onValueChange={setLimit} disabled={!may} />
      </Field>
      <Field
        label="Points from which it is approved"
        required
        hint="Of 100: tax number 15, complete address 15, e-mail at their own domain 10, same country 10, size of the order 30, settled orders 20. Fewer points go to a person; nobody is declined for them."
      >
        <QuantityInput value={points} onValueChange={setPoints} max={100} disabled={!may} />
      </Field>
      <Field label="How long an order that waits for a decision keeps its stock" required>
        <QuantityInput value={days} onValueChange={setDays} max={30} unit="days" disabled={!may} />
      </Field>
      {may && (
        <Button type="submit" tone="go" className="self-start" busy={change.isPending} disabled={!ready}>
          Save the policy
        </Button>
      )}
    </form>
  )
}
