'use client'

import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type SignUpInput, signUpInput } from '@/server/platform/auth/schema'
import { enter, open } from '../_components/enter'

export function SignUpForm() {
  const client = useTRPCClient()
  const { busy, text, fields, submit } = useSubmission({
    schema: signUpInput,
    send: async (input: SignUpInput) => {
      await client.account.signUp.mutate(input)
      await enter(input.email, input.password)
    },
    onDone: () => open('/organisations/new'),
  })
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(fieldsOf(event.currentTarget) as unknown as SignUpInput)
      }}
    >
      {text && (
        <Banner tone="bad" live className="mb-0">
          {text}
        </Banner>
      )}
      <Field label="Your name" required error={fields.name}>
        <Input name="name" autoComplete="name" autoFocus maxLength={100} />
      </Field>
      <Field label="E-mail" required error={fields.email}>
        <Input name="email" type="email" autoComplete="username" maxLength={254} />
      </Field>
      <Field
        label="Password"
        required
        hint="At least 10 characters; three unrelated words are good."
        error={fields.password}
      >
        <Input name="password" type="password" autoComplete="new-password" maxLength={200} />
      </Field>
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Create account
      </Button>
    </form>
  )
}
