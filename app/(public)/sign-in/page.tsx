import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { scopeOf } from '@/app/_server/trpc'
import { Link } from '@/components/ui/link'
import { Door } from '../_components/door'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignIn({ searchParams }: { searchParams: Promise<Record<string, string | undefined>> }) {
  const [{ person }, { next }] = await Promise.all([scopeOf(''), searchParams])
  if (person) redirect('/organisations?enter=1')
  return (
    <Door
      title="Sign in"
      foot={
        <>
          New here? <Link href="/sign-up">Start with your own organisation</Link>.
        </>
      }
    >
      <SignInForm next={next} />
    </Door>
  )
}
