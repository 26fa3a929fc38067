(function () {
'use strict';
var texts = document.currentScript.dataset;
var form = document.getElementById('filters');
var events = [].slice.call(document.querySelectorAll('.event'));
var status = form && form.querySelector('.count');
var keys = ['q', 'a', 'p', 's', 'o', 'c'];
var beyond = form && form.querySelector('.beyond');
var heard = new Map(), loaded = {}, turns = 0;
var newest = false, all = status && status.textContent;
function each(list, act) { [].forEach.call(list, act); }
function has(list, code) { return (' ' + list + ' ').indexOf(' ' + code + ' ') >= 0; }
function field(name) { return form.elements[name]; }
function value(name) {
var input = field(name);
return !input ? '' : input.type === 'checkbox' ? (input.checked ? '1' : '') : input.value.trim();
}
function matches(data, told, wanted, words) {
if (wanted.a && !has(data.a, wanted.a)) return false;
if (wanted.p && !has(data.p, wanted.p)) return false;
if (wanted.s && data.s !== wanted.s) return false;
if (wanted.c && !('c' in data)) return false;
return words.every(function (word) { return told().indexOf(word) >= 0; });
}
function telling(event) {
return function () {
if (!heard.has(event)) {
heard.set(event, [].map.call(event.querySelectorAll('.when, h3, .sum, .said, .who'), function (part) {
return part.textContent;
}).join(' ').toLowerCase());
}
return heard.get(event);
};
}
function reverse(parent) {
each([].slice.call(parent.children).reverse(), function (child) { parent.appendChild(child); });
}
function query(wanted) {
var pairs = keys.filter(function (key) { return wanted[key]; }).map(function (key) {
return key + '=' + encodeURIComponent(wanted[key]);
});
return pairs.length ? '?' + pairs.join('&') : '';
}
function remember(wanted) {
try {
history.replaceState(null, '', location.pathname + query(wanted) + location.hash);
} catch (refused) { /* an opaque origin has no addresses of its own */ }
}
function load(name) {
return loaded[name] = loaded[name] || fetch(name).then(function (answer) { return answer.json(); });
}
function lookBeyond(wanted, words) {
var turn = turns += 1, filtered = keys.some(function (key) { return key !== 'o' && wanted[key]; }), found = false;
if (!beyond) return;
beyond.textContent = '';
if (!filtered) return;
function tell(page, events) {
var link = document.createElement('a'), count = events.filter(function (event) {
return matches(event, function () { return event.t; }, wanted, words);
}).length;
if (!count) return;
link.href = page.file + query(wanted);
link.textContent = page.heading + ' (' + count + ')';
beyond.append(found ? ' ' : beyond.dataset.words + ' ', link);
found = true;
}
function ask(pages) {
return Promise.all(pages.slice(0, 8).map(function (page) {
return load('search/' + page.file.replace('.html', '.json'));
})).then(function (rows) {
if (turn !== turns) return;
rows.forEach(function (events, at) { tell(pages[at], events); });
if (pages.length > 8) return ask(pages.slice(8));
if (!found) beyond.textContent = beyond.dataset.none;
});
}
load('pages.json').then(function (all) {
var here = location.pathname.split('/').pop() || 'index.html';
return ask(all.pages.filter(function (page) { return page.file !== here; }));
}).catch(function () {
if (turn === turns) beyond.textContent = beyond.dataset.alone;
});
}
function apply(keep) {
var wanted = {}, shown = 0, total = +status.dataset.total;
keys.forEach(function (key) { wanted[key] = value(key); });
var words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
events.forEach(function (event) {
event.hidden = !matches(event.dataset, telling(event), wanted, words);
if (!event.hidden) shown += 1;
});
each(document.querySelectorAll('.period'), function (period) {
period.hidden = !period.querySelector('.event:not([hidden])');
});
if (newest !== (wanted.o === 'new')) {
newest = !newest;
reverse(document.getElementById('periods'));
each(document.querySelectorAll('#periods .events'), reverse);
}
each(form.querySelectorAll('.quick button'), function (name) { name.setAttribute('aria-pressed', name.value === wanted.a); });
document.body.classList.toggle('filtered', shown < total || newest);
status.textContent = shown < total ? texts.shown.replace('{shown}', shown).replace('{total}', total) : all;
lookBeyond(wanted, words);
if (!keep) remember(wanted);
}
function recall() {
var given = new URLSearchParams(location.search), any = false;
keys.forEach(function (key) {
var input = field(key), text = given.get(key);
if (!input || !text) return;
any = true;
if (input.type === 'checkbox') input.checked = true; else input.value = text;
});
if (!any) return;
form.querySelector('details').open = true;
apply(true);
}
function elsewhere(anchor) {
if (!document.querySelector('.years')) return;
load('anchors/' + anchor.charAt(2) + '.json').then(function (places) {
var file = places[anchor.slice(2)];
if (typeof file === 'string') location.replace(file + '#' + anchor);
}, function () { /* opened from disk */ });
}
function openTarget() {
var anchor = decodeURIComponent(location.hash.slice(1)), target = anchor && document.getElementById(anchor);
var event = target && target.closest('.event');
if (!target && anchor.indexOf('e-') === 0) return elsewhere(anchor);
if (!event) return;
if (event.hidden) { form.reset(); apply(); }
if (target === event || target.closest('.evidence')) event.querySelector('details').open = true;
target.scrollIntoView();
}
function copy(text, button, otherwise) {
var label = button.textContent;
function say(answer) {
button.textContent = answer;
setTimeout(function () { button.textContent = label; }, 2000);
}
if (!navigator.clipboard) return say(otherwise);
navigator.clipboard.writeText(text).then(function () { say(texts.copied); }, function () { say(otherwise); });
}
function copyLink(event, button) {
location.hash = event.id;
copy(location.href.replace(/[?#].*/, '') + '#' + event.id, button, texts.bar);
}
function makeButton(label, act) {
var button = document.createElement('button');
button.type = 'button';
button.textContent = label;
button.addEventListener('click', function () { act(button); });
return button;
}
function only(code) {
var select = form && field('a');
if (!select) return;
select.value = select.value === code ? '' : code;
apply();
}
function equip(event) {
var title = event.querySelector('h3');
var button = makeButton(texts.link, function (self) { copyLink(event, self); });
title.id = 'h-' + event.id;
button.className = 'copy';
button.setAttribute('aria-live', 'polite');
button.setAttribute('aria-describedby', title.id);
event.querySelector('.meta').appendChild(button);
if (form && field('a')) {
each(event.querySelectorAll('.who li'), function (person) {
if (person.querySelector('a')) return;
var name = makeButton(person.textContent, function () { only(person.dataset.a); });
name.title = texts.only.replace('{name}', person.textContent);
person.replaceChildren(name);
});
}
}
var idle = window.requestIdleCallback || setTimeout;
(function equipFrom(first, number) {
events.slice(first, first + number).forEach(equip);
if (first + number < events.length) idle(function () { equipFrom(first + number, 8); });
})(0, 10);
each(document.querySelectorAll('pre'), function (code) {
var button = makeButton(texts.copy, function (self) { copy(code.textContent, self, texts.copy); });
button.className = 'copy';
button.setAttribute('aria-live', 'polite');
code.after(button);
});
var dialog = document.querySelector('dialog');
if (dialog && dialog.showModal) {
each(document.querySelectorAll('a[href="about.html#embed"]'), function (link) {
link.addEventListener('click', function (click) {
if (click.metaKey || click.ctrlKey || click.shiftKey) return;
click.preventDefault();
dialog.showModal();
});
});
dialog.addEventListener('click', function (click) { if (click.target === dialog || click.target.className === 'close') dialog.close(); });
}
if (form) {
each(form.querySelectorAll('.quick button'), function (name) { name.addEventListener('click', function () { only(name.value); }); });
form.addEventListener('input', function () { apply(); });
form.addEventListener('submit', function (submit) { submit.preventDefault(); });
form.addEventListener('reset', function () { setTimeout(apply); });
document.getElementById('expand').addEventListener('click', function () {
var open = this.getAttribute('aria-pressed') !== 'true';
this.setAttribute('aria-pressed', open);
each(document.querySelectorAll('.event details'), function (details) { details.open = open; });
});
form.hidden = false;
recall();
}
addEventListener('hashchange', openTarget);
addEventListener('beforeprint', function () {
each(document.querySelectorAll('details'), function (details) {
if (!details.open) { details.open = true; details.dataset.shut = ''; }
});
});
addEventListener('afterprint', function () {
each(document.querySelectorAll('details[data-shut]'), function (details) { details.open = false; delete details.dataset.shut; });
});
openTarget();
})();
