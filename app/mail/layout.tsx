import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo'
import { PageLink } from '@/components/ui/page-link'

/** Caught mails belong to no organisation; the logo links back. */
export default function MailLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="mx-auto max-w-5xl px-4 pt-5">
        <PageLink href="/" className="inline-flex items-center gap-2.5 rounded-sm font-semibold">
          <Logo />
          Octet
        </PageLink>
      </header>
      {children}
    </>
  )
}
