import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Kbd } from './kbd'
import { PageLink } from './page-link'

export const buttonClass = cva(
  'inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium no-underline transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress aria-disabled:cursor-not-allowed aria-disabled:opacity-55 print:hidden',
  {
    variants: {
      tone: {
        plain: 'border-line bg-surface text-ink hover:bg-sunken',
        go: 'border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong',
        danger: 'border-bad bg-bad text-bad-ink hover:opacity-90',
        quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
      },
      size: {
        sm: 'h-7 px-2.5 text-xs pointer-coarse:h-11',
        md: 'h-8 px-3 text-sm pointer-coarse:h-11',
        lg: 'h-10 px-4 text-base pointer-coarse:h-11',
        tablet: 'min-h-15 rounded-xl px-5 font-semibold text-lg',
      },
    },
    defaultVariants: { tone: 'plain', size: 'md' },
  },
)

type Looks = VariantProps<typeof buttonClass> & {
  /** A key shown at the end, for example `E`. `useShortcut` binds the key itself. */
  shortcut?: string
}

export type ButtonProps = ComponentProps<'button'> & Looks & { busy?: boolean }

/** A button. `go` marks the next action of a page; `busy` keeps the width and blocks a second press. */
export function Button({ tone, size, shortcut, busy, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cn(buttonClass({ tone, size }), className)}
    >
      <Content shortcut={shortcut} tone={tone}>
        {children}
      </Content>
    </button>
  )
}

type ButtonLinkProps = ComponentProps<typeof PageLink> & Looks

/** A link that looks like a button, for going to a page and not for changing something. */
export function ButtonLink({ tone, size, shortcut, className, children, ...rest }: ButtonLinkProps) {
  return (
    <PageLink {...rest} className={cn(buttonClass({ tone, size }), className)}>
      <Content shortcut={shortcut} tone={tone}>
        {children}
      </Content>
    </PageLink>
  )
}

function Content({ shortcut, tone, children }: { shortcut?: string; tone?: Looks['tone']; children: ReactNode }) {
  const onColour = tone === 'go' || tone === 'danger'
  return (
    <>
      {children}
      {shortcut && <Kbd className={cn(onColour && 'border-current bg-transparent text-current')}>{shortcut}</Kbd>}
    </>
  )
}
