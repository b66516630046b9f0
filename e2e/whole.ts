import type { Page } from '@playwright/test'

/**
 * What a box hides because it is wider than the box, and the fields that stand outside their row. The page as a whole does not
 * grow with such a box. A text that is cut says so by its ellipsis, and the row of tabs is meant to be drawn aside.
 */
export const hidden = (page: Page) =>
  page.evaluate(() => {
    const named = (element: Element) =>
      `${element.tagName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`
    const boxes = [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      if (overflowX === 'visible' || textOverflow === 'ellipsis' || element.clientWidth <= 1) return []
      if (element.matches('input, select, textarea, pre, nav, [role=tablist]') || !element.checkVisibility()) return []
      const over = element.scrollWidth - element.clientWidth
      return over > 1 ? [`${named(element)}: ${element.scrollWidth} px in ${element.clientWidth}`] : []
    })
    const fields = [...document.querySelectorAll<HTMLElement>('tr :is(input, select, button)')].flatMap((element) => {
      const [box, row] = [element.getBoundingClientRect(), element.closest('tr')?.getBoundingClientRect()]
      if (!row || box.width <= 1 || !element.checkVisibility()) return []
      const inside =
        box.left >= row.left - 1 && box.right <= row.right + 1 && box.top >= row.top - 1 && box.bottom <= row.bottom + 1
      return inside ? [] : [`${named(element)}: outside its row`]
    })
    return [...boxes, ...fields]
  })
