import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { named } from './fixtures'

/**
 * Marks one text of each look that is not among the known ones, and returns the new looks. A look is everything on which
 * contrast depends: colour, size, weight and opacity of the text, its classes, and what is painted behind it.
 */
const markNew = (page: Page, known: string[]) =>
  page.evaluate((known) => {
    const seen = new Set(known)
    for (const marked of document.querySelectorAll('[data-new-look]')) marked.removeAttribute('data-new-look')
    const classOf = (element: Element) => element.getAttribute('class') ?? ''
    const behind = (element: Element) => {
      const layers: string[] = []
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(at)
        const isClear = backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none'
        const floats = position !== 'static' && position !== 'relative'
        if (!isClear || floats || opacity !== '1')
          layers.push(`${backgroundColor} ${backgroundImage} ${opacity} ${position} ${classOf(at)}`)
      }
      return layers.join(' < ')
    }
    const lookOf = (element: Element) => {
      const { color, fill, fontSize, fontWeight } = getComputedStyle(element)
      const own = [element.tagName, classOf(element), element.getAttribute('style'), color, fill, fontSize, fontWeight]
      return `${own.join(' ')} on ${behind(element)}`
    }
    const isText = (element: Element) =>
      element.matches('input, textarea, select') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const fresh: string[] = []
    for (const element of document.body.querySelectorAll('*')) {
      if (!isText(element) || !element.checkVisibility()) continue
      const look = lookOf(element)
      if (seen.has(look)) continue
      seen.add(look)
      fresh.push(look)
      element.setAttribute('data-new-look', '')
    }
    return fresh
  }, known)

/** The marked texts that are too faint. */
async function faint(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  return named((await axe.withRules('color-contrast').include('[data-new-look]').analyze()).violations)
}

/**
 * Finds texts that are too faint, in the theme that is shown and in every other into which `turn` turns the page. A look
 * is judged on the first page that has it, for its contrast is the same on all of them.
 */
export async function faintTexts(page: Page, known: Set<string>, turn: (() => Promise<void>)[] = []) {
  const fresh = await markNew(page, [...known])
  if (fresh.length === 0) return []
  const found = await faint(page)
  for (const into of turn) {
    await into()
    found.push(...(await faint(page)))
  }
  for (const look of fresh) known.add(look)
  return found
}
