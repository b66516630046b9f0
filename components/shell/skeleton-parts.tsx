import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'

const some = (many: number) => Array.from({ length: many }, (_, index) => index)
export const numbers = (text = '') => text.split(',').map(Number)

/** The frame of a card while it loads. */
const Box = ({ className, height, children }: { className?: string; height?: number; children?: React.ReactNode }) => (
  <div
    className={cn('overflow-hidden rounded-lg border border-line bg-surface px-3.5', className)}
    style={height ? { height } : undefined}
  >
    {children}
  </div>
)

/** A field or a button. */
export const Control = ({ className }: { className?: string }) => (
  <Skeleton className={cn('h-8 rounded-md pointer-coarse:h-11', className)} />
)

const Rows = ({ many }: { many: number }) => (
  <div className="flex flex-col">
    {some(many).map((row) => (
      <div
        key={row}
        className="flex h-[35px] shrink-0 items-center gap-6 border-line border-t first:border-t-0 pointer-coarse:h-[45px]"
      >
        <Skeleton className="w-24" />
        <Skeleton className={row % 2 ? 'w-48' : 'w-40'} />
        <Skeleton className="ml-auto w-20 max-sm:hidden" />
        <Skeleton className="w-16 max-md:hidden" />
      </div>
    ))}
  </div>
)

/** A card with a title and as many rows as it has room for. */
export const TitledBox = ({ height }: { height: number }) => (
  <Box height={height} className="mb-3.5">
    {height > 80 ? <Rows many={Math.floor((height - 8) / 35)} /> : <Skeleton className="mt-4 w-40" />}
  </Box>
)

const Fields = ({ many, hints }: { many: number; hints: number }) => (
  <Box className="mb-3.5 max-w-4xl pb-3.5">
    <div className="-mx-3.5 mb-3.5 flex h-10 items-center border-line border-b px-3.5">
      <Skeleton className="w-24" />
    </div>
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      {some(many).map((field) => (
        <div key={field} className="flex flex-col gap-1">
          <Skeleton className="my-0.5 h-[15px] w-24" />
          <Control className="w-full" />
          {field % 2 === 0 && field < hints * 2 && <Skeleton className="my-px h-[15px] w-32" />}
        </div>
      ))}
    </div>
  </Box>
)

const Views = () => (
  <div className="mb-3 flex flex-col gap-2">
    <Skeleton className="my-1.5 h-4 w-96 max-w-full pointer-coarse:my-3.5" />
    <Search />
  </div>
)

const Search = () => (
  <div className="flex flex-wrap gap-2">
    <Control className="w-72 max-sm:w-full" />
    <Control className="w-28" />
  </div>
)

/** How each part is drawn; what stands behind its colon is given to it. */
export const parts: Readonly<Record<string, (said: string) => React.ReactNode>> = {
  tabs: () => (
    <div className="mb-3 flex h-8 items-center gap-4 border-line border-b pointer-coarse:h-11">
      {some(4).map((tab) => (
        <Skeleton key={tab} className="w-20" />
      ))}
    </div>
  ),
  stages: () => <Box className="mb-3.5 h-[79px] max-lg:h-[162px] max-sm:h-[136px]" />,
  line: () => <Box className="mb-3.5 h-[93px] max-lg:h-[154px] max-sm:h-[292px]" />,
  find: (said) => (
    <div className="mb-3.5 rounded-xl border border-line bg-surface" style={{ height: Number(said) || 48 }} />
  ),
  views: Views,
  search: () => (
    <div className="mb-3">
      <Search />
    </div>
  ),
  period: () => <Control className="mb-6 w-[36rem] max-w-full max-sm:h-40" />,
  days: () => <Skeleton className="mb-3.5 h-[55px] w-80 max-w-full rounded-md pointer-coarse:h-[67px]" />,
  table: () => (
    <Box>
      <Rows many={24} />
    </Box>
  ),
  tablet: () => (
    <div className="fixed inset-0 z-30 flex flex-col bg-paper">
      <div className="flex h-[67px] items-center gap-4 border-line border-b bg-surface px-4.5">
        <Skeleton className="size-8" />
        <Skeleton className="h-6 w-32" />
      </div>
      <Box className="m-auto h-80 w-[min(56rem,calc(100%-2rem))]" />
    </div>
  ),
  totals: () => (
    <div className="mb-3.5 flex h-[92px] gap-3.5 max-lg:h-[182px]">
      {some(4).map((total) => (
        <Skeleton key={total} className="h-full w-44 rounded-lg max-sm:w-20" />
      ))}
    </div>
  ),
  figures: (said) => (
    <div
      className={cn(
        'mb-3.5 grid grid-cols-2 gap-3.5 max-sm:gap-2 sm:grid-cols-3',
        said === '5' ? 'lg:grid-cols-5' : 'lg:grid-cols-4',
      )}
    >
      <Skeleton className="col-span-full -mb-2 h-[21px] w-24" />
      {some(Number(said)).map((tile) => (
        <Box key={tile} className={cn('pt-3.5', said === '5' ? 'h-[126px]' : 'h-[109px]')}>
          <Skeleton className="mb-3 h-3.5 w-24" />
          <Skeleton className="h-7 w-20" />
        </Box>
      ))}
    </div>
  ),
  card: (said) => <TitledBox height={Number(said)} />,
  rows: (said) => (
    <Box className="mb-3.5 pt-10">
      <Rows many={Number(said)} />
    </Box>
  ),
  fields: (said) =>
    said
      .split(',')
      .map((one, index) => (
        <Fields key={index} many={Number.parseInt(one, 10)} hints={one.replace(/\d/g, '').length} />
      )),
}
