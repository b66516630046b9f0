'use client'

import { useEffect } from 'react'
import { forgetPages } from '@/components/shell/kept-pages'
import { fieldsOf, useSubmission } from '@/components/submission'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { enter, open, safePath } from '../_components/enter'

export function SignInForm({ next }: { next?: string }) {
  const { busy, text, submit } = useSubmission({
    send: (input: Record<string, string>) => enter(input.email ?? '', input.password ?? ''),
    onDone: () => open(safePath(next)),
  })
  // Nobody is signed in on this page. The session may have ended elsewhere or by itself, so kept pages are deleted here too.
  useEffect(() => void forgetPages(), [])
  return (
    <form
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
      <Field label="E-mail" required>
        <Input name="email" type="email" autoComplete="username" autoFocus maxLength={254} />
      </Field>
      <Field label="Password" required>
        <Input name="password" type="password" autoComplete="current-password" maxLength={200} />
      </Field>
      <Link href="/password" className="self-start">
        Forgot your password?
      </Link>
      <Button type="submit" tone="go" size="lg" busy={busy}>
        Sign in
      </Button>
    </form>
  )
}
