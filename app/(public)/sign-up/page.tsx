import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { scopeOf } from '@/app/_server/trpc'
import { Link } from '@/components/ui/link'
import { Door } from '../_components/door'
import { SignUpForm } from './sign-up-form'

export const metadata: Metadata = { title: 'Sign up' }

export default async function SignUp() {
  if ((await scopeOf('')).person) redirect('/organisations')
  return (
    <Door
      title="Start with your own organisation"
      note="First your account, then the business. It takes about a minute."
      foot={
        <>
          Have an account already? <Link href="/sign-in">Sign in</Link>.
        </>
      }
    >
      <SignUpForm />
    </Door>
  )
}
