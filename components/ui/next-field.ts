const fields = 'input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), select, textarea'

/** Moves the focus to the next field of the same form or dialog. A button is none: a second Enter must not send what nobody has read. */
export function toNextField(from: HTMLElement | null): void {
  const around = from?.closest('form, [role=dialog], main')
  if (!from || !around) return
  const all = [...around.querySelectorAll<HTMLElement>(fields)]
  all
    .slice(all.indexOf(from) + 1)
    .find((one) => !one.matches(':disabled') && one.tabIndex >= 0 && one.checkVisibility())
    ?.focus()
}
