'use client'

import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { enter, open } from '../../_components/enter'

interface InvitationFormProps {
  token: string
  email: string
  /** Whether the person has no account yet; then name and password make one. */
  isNew: boolean
}

export function InvitationForm({ token, email, isNew }: InvitationFormProps) {
  const client = useTRPCClient()
  const { busy, text, fields, submit } = useSubmission({
    send: async ({ name, password }: Record<string, string>) => {
      const { slug } = await client.account.acceptInvitation.mutate({ token, name, password })
      if (password) await enter(email, password)
      return slug
    },
    onDone: (slug) => open(`/${slug}`),
  })
  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(fieldsOf(event.currentTarget))
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      {isNew && (
        <>
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <Field label="Your name" required error={fields.name}>
            <Input name="name" autoComplete="name" autoFocus maxLength={100} />
          </Field>
          <Field label="Password" required hint="At least 10 characters." error={fields.password}>
            <Input name="password" type="password" autoComplete="new-password" maxLength={200} />
          </Field>
        </>
      )}
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Join the team
      </Button>
    </form>
  )
}
