// The script of every page. Pages are complete without it: it keeps the place when the language changes.
const other = document.querySelector('a.lang');
const follow = () => { if (other) other.hash = location.hash; };
addEventListener('hashchange', follow);
follow();
