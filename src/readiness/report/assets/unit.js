// What-if: inputs for every indicator, made when they are first asked for. What is supposed stands in the address after "#".
{
const m = JSON.parse(document.getElementById('model').textContent), w = m.words;
const el = (tag, props, ...kids) => { const e = Object.assign(document.createElement(tag), props); e.append(...kids); return e; };
const box = document.getElementById('what-if'), bar = document.getElementById('supposed');
const out = bar.querySelector('output'), list = box.querySelector('ul'), inputs = box.querySelector('div');
const leaves = new Map(leavesOf(m.tree).map(leaf => [leaf.i, leaf])), set = new Map(), now = reckon(m, set);
const free = leaf => leaf && !leaf.x;
const label = id => document.getElementById('n-' + id).cells[0].firstChild.textContent;
const was = leaf => leaf.v ?? null, is = leaf => set.has(leaf.i) ? set.get(leaf.i) : was(leaf);
const figure = x => spelled(published(x, 4).replace(/\.?0+$/, ''), m.marks);
// the rubric's line of the next level, from the row of its step
const steps = new Map();
// what a list offers: keys, each with its words; undefined where a number is asked for
const offers = form => form.levels ?? form.words;
const words = (leaf, raw, whole) => {
const form = formOf(m, leaf), offer = offers(form)?.find(offer => offer[0] === raw);
if (raw === null) return w.missing;
if (form.levels) {
const line = whole && (offer?.[1] ?? (raw === leaf.t && steps.get(leaf)));
return w.level.replace('#', figure(raw)) + (line ? ': ' + line : '');
}
return offer ? offer[1] : typeof raw === 'string' ? raw : figure(raw) + (form.unit ? '\u00a0' + form.unit : '');
};
// what an indicator takes; undefined for anything else
const taken = (leaf, x) => {
const form = formOf(m, leaf), [low, high] = form.limits ?? [];
if (offers(form)) return offers(form).some(offer => offer[0] === x) || x === leaf.v ? x : undefined;
return Number.isFinite(x) && x >= (low ?? -Infinity) && x <= (high ?? Infinity) && !(form.whole && x % 1) ? x : undefined;
};
// a number as it is written in this language, either mark being understood where it can mean one thing only
const read = (leaf, text) => {
const [point, group] = m.marks.map(mark => '\\' + mark);
text = text.trim().replace('\u2212', '-').replace(/\s*%$/, '');
if (!text) return null;
if (RegExp(`^-?[1-9]\\d{0,2}(${group}\\d{3})+(${point}\\d+)?$`).test(text)) text = text.replaceAll(m.marks[1], '');
return /^-?\d{1,15}([.,]\d+)?$/.test(text) ? taken(leaf, +text.replace(',', '.')) : undefined;
};
const fields = new Map(), tries = new Map();
const field = leaf => {
const form = formOf(m, leaf), hint = [form.unit, form.range].filter(Boolean).join(' \u00b7 ');
let e;
if (offers(form)) {
const keys = [...new Set([...leaf.v === undefined ? [] : [leaf.v], ...offers(form).map(offer => offer[0])])].sort((a, b) => form.levels ? a - b : 0);
keys.push(null);
e = el('select', {}, ...keys.map(key => el('option', {textContent: words(leaf, key, true)})));
e.onchange = () => suppose(leaf, keys[e.selectedIndex]);
e.show = raw => { e.selectedIndex = keys.indexOf(raw); };
} else {
e = el('input', {inputMode: 'decimal', autocomplete: 'off'});
e.onchange = () => {
const x = read(leaf, e.value);
e.setCustomValidity(x === undefined ? w.unreadable : '');
e.ariaInvalid = x === undefined;
if (x === undefined) e.reportValidity(); else suppose(leaf, x);
};
e.show = raw => { e.value = raw === null ? '' : figure(raw); };
}
fields.set(leaf, e);
return el('label', {}, el('span', {}, label(leaf.i), el('i', {textContent: hint && ' ' + hint})), e);
};
const build = () => {
if (inputs.firstChild) return;
for (const pillar of m.tree.c) {
const rows = leavesOf(pillar).map(leaf => free(leaf) ? field(leaf) : el('p', {className: 'soft', textContent: `${label(leaf.i)}: ${w[leaf.x]}`}));
inputs.append(pillar.c ? el('details', {}, el('summary', {textContent: `${label(pillar.i)} (${rows.length})`}), ...rows) : rows[0]);
}
show();
};
const show = () => {
const then = reckon(m, set), any = set.size > 0;
for (const [leaf, e] of fields) {
e.show(is(leaf));
e.parentNode.className = set.has(leaf.i) ? 'moved' : '';
}
for (const [leaf, b] of tries) b.ariaPressed = set.get(leaf.i) === leaf.t;
list.replaceChildren(...[...set].map(([id, raw]) => {
const leaf = leaves.get(id), b = el('button', {type: 'button', textContent: w.undo, ariaLabel: `${w.undo}: ${label(id)}`});
b.onclick = () => { suppose(leaf, was(leaf)); (list.querySelector('button') ?? box.firstElementChild).focus(); };
return el('li', {}, `${label(id)}: ${words(leaf, was(leaf))} \u2192 `, el('b', {textContent: words(leaf, raw)}), ' ', b);
}));
bar.hidden = !any;
if (!any) return;
const difference = then.printed && now.printed && between(then.printed, now.printed);
const band = document.querySelectorAll('.scales .legend .band')[then.band];
out.replaceChildren(`${w.index} `, el('b', {textContent: then.printed ? spelled(then.printed, m.marks) : '\u2013'}), ' ', band ? band.cloneNode(true) : w.none, ' ',
el('span', {textContent: difference ? `${difference > 0 ? '+' : ''}${spelled(difference, m.marks)} ${w.from} ${spelled(now.printed, m.marks)}` : ''}));
};
const save = () => {
history.replaceState(null, '', set.size ? '#' + new URLSearchParams([...set].map(([id, raw]) => [id, raw ?? ''])) : location.pathname + location.search);
follow();
show();
};
const suppose = (leaf, raw) => {
if (raw === was(leaf)) set.delete(leaf.i); else set.set(leaf.i, raw);
save();
};
const load = () => {
if (!location.hash.includes('=')) return;
set.clear();
for (const [id, text] of new URLSearchParams(location.hash.slice(1))) {
const leaf = leaves.get(id), x = !free(leaf) ? undefined : text === '' ? null : taken(leaf, formOf(m, leaf).choices ? text : +text);
if (x !== undefined && x !== was(leaf)) set.set(id, x);
}
box.open ||= set.size > 0;
if (set.size) box.scrollIntoView();
show();
};
for (const row of document.querySelectorAll('.levers tbody tr')) {
const leaf = leaves.get(row.querySelector('a').hash.slice(3));
if (!free(leaf) || leaf.t === undefined) continue;
steps.set(leaf, row.querySelector('.step')?.textContent);
const b = el('button', {type: 'button', textContent: w.try, ariaLabel: `${w.try}: ${label(leaf.i)}, ${words(leaf, leaf.t)}`});
b.onclick = () => suppose(leaf, set.get(leaf.i) === leaf.t ? was(leaf) : leaf.t);
tries.set(leaf, b);
row.querySelector('p').append(' ', b);
}
bar.querySelector('button').onclick = () => { set.clear(); save(); box.firstElementChild.focus(); };
// a click comes before the fold opens, toggle a while after: whoever types on at once finds the inputs
box.firstElementChild.onclick = build;
box.addEventListener('toggle', build);
box.hidden = false;
addEventListener('hashchange', load);
load();
}
