// What is wrong with how a page is laid out, in words: text that overlaps other text, that is cut off, that stands out of its
// cell or of the page, and dates that are broken in two. A line's box is taken without its outer fifths, which hold no ink.
(() => {
  const wrong = [], lines = [], wide = document.documentElement.clientWidth;
  const what = s => JSON.stringify(s.trim().replace(/\s+/g, " ").slice(0, 60));
  if (document.documentElement.scrollWidth > wide) wrong.push("the page is " + document.documentElement.scrollWidth + " wide");
  const shown = e => !e.closest(".heard, .skip, select, script, style, title, [hidden]") && e.checkVisibility({visibilityProperty: true});
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; node = walker.nextNode();) {
    const holder = node.parentElement;
    if (!node.data.trim() || !shown(holder)) continue;
    for (const m of node.data.matchAll(/\d{4}-\d{2}-\d{2}/g)) {
      if (holder.closest("code, a[href^=http]")) continue;
      range.setStart(node, m.index);
      range.setEnd(node, m.index + m[0].length);
      const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (tops.size > 1) wrong.push("the date is broken: " + m[0] + " in " + what(node.data));
    }
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1) continue;
      const line = {top: r.top + r.height / 5, bottom: r.bottom - r.height / 5, left: r.left + 1, right: r.right - 1, node};
      lines.push(line);
      if (line.left < -1 || line.right > wide + 1) wrong.push("out of the page: " + what(node.data));
      const cell = holder.closest("td, th");
      if (cell) {
        const c = cell.getBoundingClientRect();
        if (line.top < c.top - 1 || line.bottom > c.bottom + 1 || line.left < c.left - 1 || line.right > c.right + 1)
          wrong.push("out of its cell: " + what(node.data));
      }
      for (let e = holder; e && e != document.body; e = e.parentElement) {
        if (getComputedStyle(e).overflow == "visible") continue;
        const c = e.getBoundingClientRect();
        if (line.top < c.top - 1 || line.bottom > c.bottom + 1 || line.left < c.left - 1 || line.right > c.right + 1)
          wrong.push("cut off: " + what(node.data));
      }
    }
  }
  for (const e of document.querySelectorAll("button, .button, input[type=date], input[type=search]"))
    if (shown(e) && e.scrollWidth > e.clientWidth + 1) wrong.push("too long for its field: " + what(e.textContent || e.id));
  lines.sort((a, b) => a.top - b.top);
  for (let i = 0; i < lines.length; i++)
    for (let k = i + 1; k < lines.length && lines[k].top < lines[i].bottom - 1; k++) {
      const a = lines[i], b = lines[k];
      if (a.node != b.node && a.left < b.right - 1 && b.left < a.right - 1) wrong.push("overlap: " + what(a.node.data) + " and " + what(b.node.data));
    }
  return wrong;
})()
