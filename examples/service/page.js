const $ = id => document.getElementById(id);
const wake = (id, act) => { const b = $(id); if (b) { b.hidden = false; b.addEventListener("click", act); } };
wake("print", () => window.print());
if (navigator.clipboard) wake("copy", () => navigator.clipboard.writeText(location.href));

const find = $("find"), rule = $("rule");
if (find && rule) { // the rules that have all the words, in either language; all of them if none has
  const groups = [...rule.children].map(g => [g, [...g.children]]);
  $("find-field").hidden = false;
  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/), fits = o => words.every(w => o.dataset.words.includes(w));
    const n = groups.flatMap(g => g[1]).filter(fits).length;
    $("found").value = n;
    rule.replaceChildren(...groups.map(([g, rules]) => {
      g.replaceChildren(...rules.filter(o => n == 0 || fits(o)));
      return g;
    }).filter(g => g.children.length));
  });
}
