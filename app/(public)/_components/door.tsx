import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo'
import { PageLink } from '@/components/ui/page-link'

interface DoorProps {
  title: ReactNode
  note?: ReactNode
  /** A link to another page, under the form. */
  foot?: ReactNode
  children: ReactNode
}

/** The frame of the pages before an organisation is entered: one narrow column. */
export function Door({ title, note, foot, children }: DoorProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-5 px-4 py-10">
      <PageLink href="/" className="inline-flex items-center gap-2.5 self-start rounded-sm font-semibold">
        <Logo />
        Octet
      </PageLink>
      <div>
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {note && <p className="mt-1.5 text-pretty text-ink-2">{note}</p>}
      </div>
      {children}
      {foot && <p className="text-ink-2">{foot}</p>}
    </main>
  )
}
