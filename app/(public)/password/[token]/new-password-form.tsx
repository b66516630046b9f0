'use client'

import { signOut } from 'next-auth/react'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { enter, open } from '../../_components/enter'

interface Chosen {
  next: string
}

export function NewPasswordForm({ token, email }: { token: string; email: string }) {
  const client = useTRPCClient()
  const { busy, text, fields, submit } = useSubmission({
    send: async ({ next }: Chosen) => {
      await client.account.resetPassword.mutate({ token, next })
      // The person who was signed in here is signed out; the owner of the mailed link signs in.
      await signOut({ redirect: false })
      await enter(email, next)
    },
    onDone: () => open('/organisations?enter=1'),
  })
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit({ next: fieldsOf(event.currentTarget).next ?? '' })
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label="New password" required hint="At least 10 characters." error={fields.next}>
        <Input name="next" type="password" autoComplete="new-password" autoFocus maxLength={200} />
      </Field>
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Set the password and sign in
      </Button>
    </form>
  )
}
