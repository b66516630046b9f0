import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { PageShape } from './page-shape'

const some = (many: number) => Array.from({ length: many }, (_, index) => index)

/** The frame of a card that is loading. */
const Box = ({ className, children }: { className?: string; children?: React.ReactNode }) => (
  <div className={cn('rounded-xl border border-line bg-surface p-4', className)}>{children}</div>
)

/** A title with an action beside it, at the top of every page. */
const Head = ({ crumbs }: { crumbs?: boolean }) => (
  <div className="mb-4">
    {crumbs && <Skeleton className="mb-2 h-3 w-32" />}
    <div className="flex items-center gap-3">
      <Skeleton className="h-7 w-44" />
      <Skeleton className="ml-auto h-8 w-28 rounded-md max-sm:hidden" />
    </div>
  </div>
)

const Rows = ({ many }: { many: number }) => (
  <div className="flex flex-col">
    {some(many).map((row) => (
      <div key={row} className="flex h-11 items-center gap-6 border-line border-t first:border-t-0">
        <Skeleton className="w-24" />
        <Skeleton className={row % 2 ? 'w-48' : 'w-40'} />
        <Skeleton className="ml-auto w-20 max-sm:hidden" />
        <Skeleton className="w-16 max-md:hidden" />
      </div>
    ))}
  </div>
)

const Fields = ({ many }: { many: number }) => (
  <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
    {some(many).map((field) => (
      <div key={field} className="flex flex-col gap-1.5">
        <Skeleton className="h-3.5 w-24" />
        <Skeleton className="h-8 w-full rounded-md" />
      </div>
    ))}
  </div>
)

const bodies: Record<PageShape, () => React.ReactNode> = {
  home: () => (
    <>
      <div className="mb-3.5 grid gap-3.5 sm:grid-cols-2 lg:grid-cols-4">
        {some(4).map((tile) => (
          <Box key={tile} className="flex h-24 flex-col gap-3">
            <Skeleton className="h-3.5 w-24" />
            <Skeleton className="h-7 w-20" />
          </Box>
        ))}
      </div>
      <Box>
        <Rows many={8} />
      </Box>
    </>
  ),
  list: () => (
    <>
      <div className="mb-3.5 flex gap-2">
        <Skeleton className="h-8 w-64 rounded-md max-sm:flex-1" />
        <Skeleton className="h-8 w-28 rounded-md max-sm:hidden" />
        <Skeleton className="h-8 w-28 rounded-md max-md:hidden" />
      </div>
      <Box className="py-1">
        <Rows many={12} />
      </Box>
    </>
  ),
  record: () => (
    <>
      <Box className="mb-3.5 flex h-20 items-center gap-4 max-sm:h-28">
        {some(6).map((stage) => (
          <Skeleton key={stage} className="flex-1" />
        ))}
      </Box>
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(280px,380px)]">
        <Box className="py-1">
          <Rows many={8} />
        </Box>
        <Box className="flex flex-col gap-3">
          {some(6).map((fact) => (
            <Skeleton key={fact} />
          ))}
        </Box>
      </div>
    </>
  ),
  form: () => (
    <div className="flex max-w-4xl flex-col gap-3.5">
      <Box>
        <Fields many={6} />
      </Box>
      <Box>
        <Fields many={4} />
      </Box>
      <Skeleton className="h-8 w-32 rounded-md" />
    </div>
  ),
}

/** Reserves the space of a page that is loading, in the layout that it will have. */
export function PageSkeleton({ shape }: { shape: PageShape }) {
  const Body = bodies[shape]
  return (
    <div data-skeleton={shape} aria-hidden="true">
      <Head crumbs={shape === 'record' || shape === 'form'} />
      <Body />
    </div>
  )
}
