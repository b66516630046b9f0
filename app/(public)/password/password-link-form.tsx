'use client'

import { useState } from 'react'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { passwordLinkInput } from '@/server/platform/auth/schema'

export function PasswordLinkForm() {
  const client = useTRPCClient()
  const [askedFor, setAskedFor] = useState<string>()
  const { busy, text, fields, submit } = useSubmission({
    schema: passwordLinkInput,
    send: async (input: { email: string }) => {
      await client.account.requestPasswordLink.mutate(input)
      return input.email.trim()
    },
    onDone: setAskedFor,
  })
  if (askedFor)
    return (
      <Banner tone="ok" title="Look into your mailbox" live className="mb-0">
        If {askedFor} has an account here, a link is on its way. It works once, for an hour. Nothing there after a few
        minutes? Look among the unwanted mail, or ask again.
      </Banner>
    )
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit({ email: fieldsOf(event.currentTarget).email ?? '' })
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      <Field label="E-mail" required error={fields.email}>
        <Input name="email" type="email" autoComplete="username" autoFocus maxLength={254} />
      </Field>
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Send the link
      </Button>
    </form>
  )
}
