import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { PageShape } from './page-shape'
import { Control, numbers, parts, TitledBox } from './skeleton-parts'

/** The head of a page, as high as `PageHead` is with the same parts. */
const Head = ({ crumbs, note, go, goes }: Record<'crumbs' | 'note' | 'go' | 'goes', boolean>) => (
  <div className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2">
    <div className="flex min-w-0 flex-col">
      {crumbs && <Skeleton className="my-1 h-[11px] w-32" />}
      <Skeleton className="my-0.5 h-5 w-44" />
      {note && <Skeleton className="mt-1.5 mb-0.5 h-[13px] w-64" />}
    </div>
    {(go || goes) && (
      <Control className={cn('ml-auto w-28 max-sm:ml-0 max-sm:w-full', goes && 'max-lg:ml-0 max-lg:w-full')} />
    )}
  </div>
)

const Columns = ({ template, said }: { template: string; said: string }) => (
  <div className={cn('grid items-start gap-x-3.5', template)}>
    {said.split('|').map((column, index) => (
      <div key={index}>
        {numbers(column).map((height, place) => (
          <TitledBox key={place} height={height} />
        ))}
      </div>
    ))}
  </div>
)

const templates: Readonly<Record<string, string>> = {
  side: 'lg:grid-cols-[minmax(0,1fr)_minmax(280px,380px)]',
  third: 'lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]',
  wide: 'lg:grid-cols-[1.6fr_1fr]',
  half: 'sm:grid-cols-2',
}

/** Fills the place of a page while it loads, in the shape that the page will have. */
export function PageSkeleton({ shape }: { shape: PageShape }) {
  const has = (part: string) => shape.includes(part)
  return (
    <div data-skeleton={shape.join(' ')} aria-hidden="true">
      <Head crumbs={has('crumbs')} note={has('note')} go={has('go')} goes={has('goes')} />
      {shape.map((part, index) => {
        const [name = '', said = ''] = part.split(':')
        const template = templates[name]
        if (template) return <Columns key={index} template={template} said={said} />
        return <div key={index}>{parts[name]?.(said)}</div>
      })}
    </div>
  )
}
