import { describe, expect, it } from 'vitest'
import { leafOf, textOfHtml } from './shop-text'

describe('the text of a page of a shop', () => {
  it.each([
    ['5 < 6 & 7 > 3', '5 < 6 & 7 > 3'],
    ['two  spaces\n\nand lines', 'two  spaces\n\nand lines'],
    ['<p>one</p><p>two  words</p>', 'one\ntwo words'],
    ['<P CLASS="a">one</P>\n\n<div>two</div>', 'one\ntwo'],
    ['one<br>two<br/>three<BR class="x" />four', 'one\ntwo\nthree\nfour'],
    ['<h1>Head</h1><h6>Low</h6>text', 'Head\nLow\ntext'],
    ['<ul><li>a</li><li class="b">b</li></ul>c', '– a\n– b\nc'],
    ['<ol><li>a</ol>b', '– a\nb'],
    ['<link rel="x">a<bravo>b', 'ab'],
    ['<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', 'a\nb'],
    ['<p> one </p> <p>two</p>', 'one\ntwo'],
    ['<b>bold</b> and <!-- hidden -->seen', 'bold and seen'],
    ['</p>', ''],
    ['a&nbsp;b &amp; c &LT; d &gt; e &quot;f&quot; &apos;g&apos;', 'a b & c < d > e "f" \'g\''],
    ['&#65;&#x42;&#X43;', 'ABC'],
    ['caf&#xe9; &#128512;', 'café 😀'],
    ['a&#10;b&#31;c&#32;d', 'a b c d'],
    ['a&#x110000;b&#x10ffff;', 'a b\u{10ffff}'],
    ['&what; &amp;', '&what; &'],
    ['a & b; <i>c</i>', 'a & b; c'],
  ])('%j is %j', (html, text) => expect(textOfHtml(html)).toBe(text))

  it('ends with three dots where it is longer than a product may say', () => {
    expect(textOfHtml(`<p>${'x'.repeat(1000)}</p>`)).toBe('x'.repeat(1000))
    expect(textOfHtml(`<p>${'x'.repeat(1001)}</p>`)).toBe(`${'x'.repeat(999)}…`)
  })
})

it.each([
  ['Apparel > Clothing > Shirts', 'Shirts'],
  ['All / Saleable /  Office ', 'Office'],
  ['Nuts/Bolts', 'Nuts/Bolts'],
  ['a>b', 'a>b'],
  ['', ''],
])('of the path of categories %j the last is %j', (path, leaf) => expect(leafOf(path)).toBe(leaf))
