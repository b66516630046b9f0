import { stages } from '@/components/order/stages'
import { Logo } from '@/components/shell/logo'
import { ButtonLink } from '@/components/ui/button'

const sentences: Record<(typeof stages)[number]['key'], string> = {
  order: 'Priced, promised and its stock reserved at once.',
  credit: 'Inside the limit it passes at once; a hold ends when its cause ends.',
  fulfilment: 'Picked in walking order; every shortage has a reason.',
  shipping: 'Sent in time for the day that was promised.',
  invoicing: 'For exactly what left, numbered without gaps.',
  receivable: 'Nobody is reminded of what they have paid.',
  collection: 'Bank lines matched to invoices, with the evidence.',
  reporting: 'Every figure opens its formula and its rows.',
}

export default function Landing() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-[1280px] flex-col px-6 max-sm:px-4">
      <header className="flex items-center gap-3 py-5">
        <Logo />
        <span className="font-semibold text-base">Octet</span>
        <nav aria-label="Account" className="ml-auto flex gap-2">
          <ButtonLink href="/sign-in" tone="quiet">
            Sign in
          </ButtonLink>
        </nav>
      </header>
      <main className="flex flex-1 flex-col justify-center gap-10 py-8">
        <div className="max-w-2xl">
          <h1 className="text-balance font-semibold text-4xl tracking-tight max-sm:text-3xl">
            Order to cash in eight steps
          </h1>
          <p className="mt-4 text-pretty text-ink-2 text-lg">
            Octet takes a small business from the order to the money in the bank. What a step can decide, it decides at
            once and by itself. What it cannot, it puts on somebody’s list, with the reason.
          </p>
          <div className="mt-6 flex flex-wrap gap-2">
            <ButtonLink href="/sign-up" tone="go" size="lg">
              Start with your own organisation
            </ButtonLink>
            <ButtonLink href="/sign-in" size="lg">
              Sign in
            </ButtonLink>
          </div>
        </div>
        <section aria-label="The eight steps">
          <ol className="grid grid-cols-8 gap-[3px] max-xl:grid-cols-4 max-sm:grid-cols-2">
            {stages.map((stage, index) => (
              <li
                key={stage.key}
                data-stage={stage.key}
                className="min-w-0 rounded-sm border border-t-3 border-t-(--c) bg-surface px-3 pt-2.5 pb-4"
              >
                <span aria-hidden="true" className="block text-ink-3 text-xs">
                  {index + 1}
                </span>
                <h2 className="text-base">{stage.label}</h2>
                <p className="mt-1 text-ink-2">{sentences[stage.key]}</p>
              </li>
            ))}
          </ol>
        </section>
      </main>
      <footer className="py-5 text-ink-3 text-xs">Every organisation sees its own records, and nobody else’s.</footer>
    </div>
  )
}
