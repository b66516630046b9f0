import { expect, it } from 'vitest'
import { sanitizeHtml } from './sanitize'
import { renderMail } from './template'

const body = (html: string) => /<body>([\s\S]*)<\/body>$/.exec(sanitizeHtml(html))![1]

it.each([
  ['<p>Hello <b>you</b></p>', '<p>Hello <b>you</b></p>'],
  ['<script>alert(1)</script>x', 'x'],
  ['<SCRIPT src=//evil>alert(1)</SCRIPT >x', 'x'],
  ['<style>p{}</style><p style="color:red">x</p>', '<p style="color:red">x</p>'],
  ['<p onclick="a()" ONLOAD=a()>x</p>', '<p>x</p>'],
  ['<a href="https://x.example/?a=1&amp;b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'],
  ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href=" java\nscript&colon;alert(1)">x</a>', '<a>x</a>'],
  ['<a href="&#106;avascript:alert(1)">x</a>', '<a>x</a>'],
  ['<a href=data:text/html,x>x</a>', '<a>x</a>'],
  ['<img src="http://tracker.example/p.gif" alt="logo">', '<img alt="logo" />'],
  ['<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA" />'],
  ['<img src="data:image/svg+xml;base64,AAAA">', '<img />'],
  ['<div style="background:url(http://x)">x</div>', '<div>x</div>'],
  ['<div style="background:u\\72l(http://x)">x</div>', '<div>x</div>'],
  ['<iframe src=x>y</iframe><form><input></form><svg onload=a()>z</svg>w', 'w'],
  ['<meta http-equiv=refresh content="0;url=x"><base href=x><link rel=x>y', 'y'],
  ['<!-- <b>x</b> -->y', 'y'],
  ['a < b > c', 'a &lt; b &gt; c'],
  ['<p title=">">x</p>', '<p title="&gt;">x</p>'],
  ['x<p onclick="a()', 'x'],
  ['<<b>x', '&lt;<b>x</b>'],
  ['<custom-tag>x</custom-tag>', 'x'],
])('%j becomes %j', (html, expected) => expect(body(html)).toBe(expected))

it('keeps our own mails readable', () => {
  const { html } = renderMail({
    title: 'Hello',
    paragraphs: ['Words'],
    footer: ['Foot'],
    brand: { name: 'Octet' },
    button: { label: 'Go', url: 'https://x.example/' },
  })
  for (const words of ['Hello', 'Words', 'Foot', 'href="https://x.example/"']) expect(body(html)).toContain(words)
})

// Code that takes quadratic time would exceed the time limit of this test.
it.each(['<', '<p ', '<a href="', '<!--', '<p a="', '<b>', '&#'])('reads two hundred thousand times %j', (piece) => {
  expect(sanitizeHtml(piece.repeat(200_000))).toContain('<body>')
})
