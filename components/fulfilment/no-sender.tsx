'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { useWorkspaceHref } from '@/components/ui/workspace'

/** Says before labels are printed that they would name no sender's address, so that nobody learns it from a parcel that cannot come back. */
export function NoSender() {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const may = useMay()
  const { data: isKnown = true } = useQuery({
    ...trpc.shipping.senderKnown.queryOptions(),
    enabled: may('shipping.read'),
  })
  if (isKnown) return null
  return (
    <Banner
      tone="warn"
      title="The labels have no sender’s address"
      action={may('organisation.change') && <ButtonLink href={href('/settings')}>Enter your address</ButtonLink>}
    >
      The settings name no street and town of yours, or no state in a country that has them. Labels and packing slips
      print only your name, and a parcel that nobody takes cannot come back.
    </Banner>
  )
}
