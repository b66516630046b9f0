import type { ReactNode } from 'react'
import { PageLink } from './page-link'

export interface PageHeadProps {
  crumbs?: readonly { label: ReactNode; href?: string }[]
  title: ReactNode
  /** The state: one `Tag` or more. */
  tag?: ReactNode
  /** One line under the title. */
  note?: ReactNode
  /** Buttons beside the next action. */
  actions?: ReactNode
  /** The one next action of the page: a `Button` or `ButtonLink` with `tone="go"`. */
  go?: ReactNode
}

/** The head of every page: the way here, the title, the state, and the next action. */
export function PageHead({ crumbs, title, tag, note, actions, go }: PageHeadProps) {
  return (
    <header className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2">
      <div className="min-w-0">
        {crumbs && crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="text-ink-2 print:hidden">
            <ol className="flex flex-wrap gap-x-1.5">
              {crumbs.map((crumb, index) => (
                <li key={index} className="flex gap-x-1.5">
                  {index > 0 && (
                    <span aria-hidden="true" className="text-ink-3">
                      /
                    </span>
                  )}
                  {crumb.href ? (
                    <PageLink href={crumb.href} className="touch rounded-xs hover:text-ink hover:underline">
                      {crumb.label}
                    </PageLink>
                  ) : (
                    crumb.label
                  )}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="break-words font-semibold text-xl tracking-tight">{title}</h1>
          {tag}
        </div>
        {note && <p className="mt-0.5 text-ink-2">{note}</p>}
      </div>
      {(actions || go) && (
        <div data-verbs className="ml-auto flex flex-wrap gap-2 max-sm:ml-0 max-sm:w-full">
          {actions}
          {go}
        </div>
      )}
    </header>
  )
}
