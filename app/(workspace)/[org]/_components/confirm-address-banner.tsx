'use client'

import { useMutation } from '@tanstack/react-query'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Stands above every page until the person has confirmed the address; it blocks nothing. */
export function ConfirmAddressBanner({ email }: { email: string }) {
  const trpc = useTRPC()
  const again = useMutation(
    trpc.account.resendAddressLink.mutationOptions({
      onSuccess: () => toast(`A link is on its way to ${email}`),
      onError: useFailureToast(),
    }),
  )
  return (
    <div className="px-6 pt-3.5 max-lg:px-3.5">
      <Banner
        title="Confirm your address"
        action={
          <Button busy={again.isPending} disabled={again.isSuccess} onClick={() => again.mutate()}>
            {again.isSuccess ? 'Link sent' : 'Send the link again'}
          </Button>
        }
        className="mb-0 max-w-[1280px]"
      >
        A link was mailed to {email}.{' '}
        <span className="max-sm:hidden">
          A forgotten password can only be replaced through an address that is yours.
        </span>
      </Banner>
    </div>
  )
}
