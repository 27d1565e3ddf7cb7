// The map tells which region is under the pointer, and shows what the table shows: filters, and other bands. Its marks
// stand in the order of the table's rows, or say which rows they are. Needs many.js before it.
(marks => {
if (!marks || !many) return;
const spot = document.querySelector('.spot'), svg = marks.ownerSVGElement, again = svg.querySelector('svg > use');
const band = many.heads.findIndex(h => h.dataset.by === 'band');
const shapes = [], of = [];
const add = (e, row) => { shapes.push(e); of.push(many.rows[row]); };
if (marks.dataset.rows) svg.querySelectorAll('[data-rows]').forEach(g => g.dataset.rows.split(' ').forEach((row, k) => add(g.children[k], +row)));
else marks.querySelectorAll('#marks > g > *').forEach(add);
const paint = () => shapes.forEach((e, k) => {
const at = of[k].querySelector('.shape use')?.getAttribute('href'), hidden = of[k].hidden ? ' off' : '';
if (e.href && at && e.getAttribute('href') !== at) e.setAttribute('href', at);
const name = (at ? at.replace('#b', 'c') : 'none') + hidden;
if (e.getAttribute('class') !== name) e.setAttribute('class', name);
});
// the mark under a point of the screen, seen on the map or in the part that is shown once more
const under = (x, y) => {
const box = again && svg.querySelectorAll('.window')[1].getBoundingClientRect();
const seen = box && x > box.left && x < box.right && y > box.top && y < box.bottom ? again : marks;
const matrix = seen.getScreenCTM(), p = new DOMPoint(x, y).matrixTransform(matrix.inverse());
let found = -1, least = 14 / matrix.a;
shapes.forEach((e, k) => {
const m = e.transform.baseVal.numberOfItems ? e.transform.baseVal[0].matrix : null;
const away = m ? Math.hypot(m.e - p.x, m.f - p.y) : e.isPointInFill?.(p) ? 7 / matrix.a : Infinity;
if (away < least && !of[k].hidden) { found = k; least = away; }
});
return found;
};
let now = -1;
const tell = k => {
shapes[now]?.removeAttribute('data-at');
now = k;
shapes[k].setAttribute('data-at', '');
const cells = of[k].cells, name = document.createElement('b');
const said = {index: of[k].querySelector('.i').textContent, band: cells[band].textContent, rank: cells[0].textContent};
name.append(cells[2].firstChild.cloneNode(true));
spot.replaceChildren(name, ' ' + spot.dataset.words.replace(/{(\w+)}/g, (_, word) => said[word]));
};
svg.addEventListener('pointermove', e => { const k = under(e.clientX, e.clientY); if (k >= 0 && k !== now) tell(k); });
svg.addEventListener('click', e => {
const k = under(e.clientX, e.clientY);
if (k < 0) return;
tell(k);
// a finger has no pointer that lingers: the first touch tells, and the name leads on
if (e.pointerType === 'mouse') spot.querySelector('a')?.click();
});
spot.textContent = spot.dataset.hint;
spot.hidden = false;
new MutationObserver(paint).observe(many.table.tBodies[0], {subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'href']});
paint();
})(document.getElementById('marks'));
