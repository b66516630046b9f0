import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { Door } from '../_components/door'
import { PasswordLinkForm } from './password-link-form'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default function ForgottenPassword() {
  return (
    <Door
      title="Forgot your password?"
      note="Write the address of your account, and a link to choose a new password comes by mail."
      foot={
        <>
          Remembered it? <Link href="/sign-in">Sign in</Link>.
        </>
      }
    >
      <PasswordLinkForm />
    </Door>
  )
}
