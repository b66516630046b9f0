'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Link } from '@/components/ui/link'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { AlikeCustomer } from '@/server/customer/queries/alike'
import { type AlikeInput, alikeInput } from '@/server/customer/schema'

const words: Record<AlikeCustomer['same'][number], string> = {
  TAX_NUMBER: 'tax number',
  EMAIL: 'e-mail',
  PLACE: 'name and postcode',
}

const pauseMs = 350

/** Asks only where a hand rests. */
export function useRested(typed: AlikeInput): AlikeInput {
  const [rested, setRested] = useState<AlikeInput>({})
  useEffect(() => {
    const pause = setTimeout(() => setRested(typed), pauseMs)
    return () => clearTimeout(pause)
  }, [typed])
  return rested
}

/** Warns while a customer is typed who is known already; nothing is refused. */
export function AlikeBanner({ typed }: { typed: AlikeInput }) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const rested = useRested(typed)
  const asks = Boolean(rested.email || rested.taxNumber || (rested.name && rested.postcode))
  const { data = [] } = useQuery({
    ...trpc.customer.alike.queryOptions(rested),
    enabled: asks && alikeInput.safeParse(rested).success,
    staleTime: 30_000,
  })
  if (!asks || data.length === 0) return null
  return (
    <Banner tone="warn" live title="You may have this customer already" className="mb-0">
      <ul>
        {data.map((one) => (
          <li key={one.id}>
            <Link href={href(`/customers/${one.id}`)}>{one.name}</Link>
            {`, ${[one.number, one.city, one.archived && 'archived'].filter(Boolean).join(', ')}: the same ${one.same.map((how) => words[how]).join(' and ')}`}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

/** What of a form can say that its customer is known. */
export function typedOf(fields: Record<string, string>, id: string | undefined): AlikeInput {
  const { name, email, taxNumber, billPostcode, country } = fields
  return { id, name, email, taxNumber, postcode: billPostcode, country }
}
