import type { Metadata } from 'next'
import { callerFor } from '@/app/_server/trpc'
import { ButtonLink } from '@/components/ui/button'
import { Door } from '../../_components/door'
import { ConfirmAddress } from './confirm-address'

export const metadata: Metadata = { title: 'Confirm your address', referrer: 'no-referrer' }

export default async function Confirm({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await (await callerFor('')).account.addressLink({ token }).catch(() => null)
  if (!link)
    return (
      <Door
        title="This link is void"
        note="It was used already, or is older than a week. If your address still waits to be confirmed, a banner in the program sends a new one."
      >
        <ButtonLink href="/organisations?enter=1" className="self-start">
          To your organisations
        </ButtonLink>
      </Door>
    )
  return (
    <Door title="Confirm your address" note={`${link.email} is yours.`}>
      <ConfirmAddress token={token} />
    </Door>
  )
}
