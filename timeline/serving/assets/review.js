// The review page: shows what the server says, asks it to write decisions, and shows them at once. All text goes in as text, never as HTML.
(function () {
  'use strict';
  var token = document.querySelector('meta[name=timeline-token]').content;
  var data = null;          // the last state from the server
  var overlay = new Map();  // decisions on their way: event id → 'accepted' or 'rejected'
  var mine = [];            // digests of the corrections file after writes of this page, oldest first
  var done = [];            // what this page wrote, for undo: {ids, says, back}
  var writing = Promise.resolve(), pending = 0;
  var here = { kind: 'event', id: '' }, before = null;
  var order = [];           // ids in the queue, as shown
  var drawn = '';

  function $(id) { return document.getElementById(id); }
  function el(tag, given) {
    var made = document.createElement(tag);
    Object.keys(given || {}).forEach(function (name) {
      var value = given[name];
      if (value === null || value === undefined || value === false) return;
      if (name.slice(0, 2) === 'on') made.addEventListener(name.slice(2), value);
      else if (name === 'class') made.className = value;
      else made.setAttribute(name, value === true ? '' : value);
    });
    [].slice.call(arguments, 2).flat(3).forEach(function (child) {
      if (child !== null && child !== undefined && child !== '' && child !== false) made.append(child);
    });
    return made;
  }
  function button(words, key, act, look) {
    return el('button', { type: 'button', onclick: act, class: look, 'aria-keyshortcuts': key }, words, key ? el('kbd', { 'aria-hidden': 'true' }, key) : '');
  }
  function count(number, one, many) { return number + ' ' + (number === 1 ? one : many || one + 's'); }

  var hush;
  function say(words, bad) {
    var place = $('said');
    place.textContent = words;
    place.classList.toggle('bad', !!bad);
    clearTimeout(hush);
    hush = setTimeout(function () { place.textContent = ''; }, bad ? 12000 : 4000);
  }

  // --- what is there ---

  function event_(id) { return data.events.find(function (item) { return item.id === id; }); }
  function article(id) { return data.articles.find(function (item) { return item.id === id; }); }
  function verdict(event) { return overlay.get(event.id) || event.verdict; }
  function isDone(event) { return !!verdict(event) && verdict(event) !== 'changed'; }

  var SHOWS = [['todo', 'To review'], ['done', 'Reviewed'], ['all', 'All events'], ['gone', 'Rejected, hidden, lost'], ['articles', 'Articles']];

  function fits(event) {
    var only = $('only').value, cut = only.indexOf(':'), what = only.slice(0, cut), which = only.slice(cut + 1);
    if (what === 'kind') return event.kind === which;
    if (what === 'actor') return event.actors.indexOf(which) >= 0;
    if (what === 'article') return event.evidence.some(function (item) { return item.article === which; });
    return true;
  }

  function shown() {
    var show = $('show').value;
    return data.events.filter(fits).filter(function (event) {
      if (show === 'todo') return !isDone(event);
      if (show === 'done') return isDone(event);
      return show === 'all' || event.reasons.indexOf(show) >= 0;
    });
  }

  function groups() {
    var show = $('show').value, made = [];
    if (show === 'gone') return [{ name: 'Rejected, hidden, lost', loose: data.loose }];
    if (show === 'articles') return [{ name: 'Articles', articles: data.articles }];
    var rows = shown();
    if (show !== 'todo') return [{ name: data.reasons[show] || $('show').selectedOptions[0].textContent, events: rows }];
    Object.keys(data.reasons).forEach(function (reason) {
      var some = rows.filter(function (event) { return event.reasons[0] === reason; });
      if (some.length) made.push({ name: data.reasons[reason], events: some });
      if (reason === 'similar') {
        var undated = data.articles.filter(function (item) { return item.undated; });
        if (undated.length && !$('only').value) made.push({ name: 'Undated articles', articles: undated });
      }
    });
    var rest = rows.filter(function (event) { return !event.reasons.length; });
    if (rest.length) made.push({ name: made.length ? 'The rest' : 'To review', events: rest });
    return made;
  }

  // --- the queue ---

  function address(kind, id) { return '#' + kind + '=' + encodeURIComponent(id); }

  function drawQueue() {
    var list = $('list'), top = list.scrollTop, made = groups(), focused = list.contains(document.activeElement);
    order = [];
    list.replaceChildren.apply(list, made.map(function (group, number) {
      var rows = (group.events || []).map(eventRow).concat((group.articles || []).map(articleRow)).concat((group.loose || []).map(looseRow));
      return el('section', { 'aria-labelledby': 'g' + number }, el('h2', { id: 'g' + number }, group.name + ' · ' + rows.length), el('ol', {}, rows));
    }));
    if (!list.firstChild) list.append(el('p', { class: 'none' }, $('show').value === 'todo' ? 'Everything is reviewed.' : 'Nothing here.'));
    list.scrollTop = top;
    if (focused) focusRow();
    var can = shown().filter(function (event) { return !isDone(event); }), bulk = ['todo', 'all'].concat(Object.keys(data.reasons)).indexOf($('show').value) >= 0;
    $('accept-all').hidden = $('reject-all').hidden = !bulk || !can.length;
    var plain = can.filter(function (event) { return !event.sensitive; }).length;
    $('accept-all').disabled = !plain;
    $('accept-all').textContent = plain ? 'Accept these ' + plain : 'Accept one by one';
    $('reject-all').textContent = 'Reject these ' + can.length;
  }

  function row(kind, id, given) {
    var current = here.kind === kind && here.id === id;
    order.push({ kind: kind, id: id });
    return el('li', { class: given.look }, el('a', { href: address(kind, id), 'aria-current': current ? 'true' : null }, el('small', {}, given.small), el('b', { dir: 'auto' }, given.title)));
  }
  function eventRow(event) {
    var word = verdict(event), small = [el('span', {}, event.date)];
    if (word) small.push(el('span', { class: 'vh' }, word));
    return row('event', event.id, { look: word, small: small, title: event.title });
  }
  function articleRow(item) { return row('article', item.id, { small: [item.name, ', ', item.date], title: item.title }); }
  function looseRow(entry) {
    return el('li', {}, el('div', { class: 'none' }, el('b', {}, entry.do), ' ', entry.title ? el('q', { dir: 'auto' }, entry.title) : entry.says,
      el('small', {}, 'by ' + entry.by + ', ' + entry.at), button('Undo', '', function () { undo([entry.id], 'Undone: ' + entry.do); }, 'link')));
  }
  function focusRow() {
    var link = $('list').querySelector('a[aria-current]');
    if (link) link.focus({ preventScroll: true });
  }

  function drawTop() {
    var total = data.events.length + data.loose.filter(function (entry) { return entry.rejects; }).length;
    var reviewed = data.events.filter(isDone).length + total - data.events.length;
    $('bar').max = total || 1;
    $('bar').value = reviewed;
    $('done').textContent = reviewed + ' of ' + total + ' reviewed';
    $('page').textContent = data.title || 'The page';
    document.title = 'Review · ' + (data.title || 'timeline');
    $('error').hidden = !data.error.length;
    $('error').replaceChildren(el('p', {}, 'The last change could not be built; what you see is the build before it.'), el('ul', {}, data.error.map(function (line) { return el('li', {}, line); })));
  }

  function drawPicks() {
    var show = $('show').value || 'todo', only = $('only').value;
    var counts = {};
    data.events.forEach(function (event) { event.reasons.forEach(function (reason) { counts[reason] = (counts[reason] || 0) + 1; }); });
    $('show').replaceChildren(
      el('option', { value: 'todo' }, 'To review'),
      el('optgroup', { label: 'Wants a look' }, Object.keys(data.reasons).filter(function (id) { return counts[id]; }).map(function (id) { return el('option', { value: id }, data.reasons[id] + ' (' + counts[id] + ')'); })),
      el('optgroup', { label: 'Also' }, SHOWS.slice(1).map(function (pair) { return el('option', { value: pair[0] }, pair[1]); })));
    $('show').value = show;
    if (!$('show').value) $('show').value = 'todo';
    function some(label, prefix, names) {
      var unique = [...new Set(names)].sort(function (a, b) { return a.localeCompare(b); });
      return el('optgroup', { label: label }, unique.map(function (name) { return el('option', { value: prefix + name }, name); }));
    }
    $('only').replaceChildren(el('option', { value: '' }, 'Everything'),
      some('Kind', 'kind:', data.events.map(function (event) { return event.kind; })),
      some('Person or organisation', 'actor:', data.events.flatMap(function (event) { return event.actors; })),
      el('optgroup', { label: 'Article' }, data.articles.map(function (item) { return el('option', { value: 'article:' + item.id }, item.name + ': ' + item.title); })));
    $('only').value = only;
    if ($('only').selectedIndex < 0) $('only').value = '';
  }

  // --- one event ---

  function steps(list) { return list.length ? el('ul', { class: 'how' }, list.map(function (step) { return el('li', {}, step); })) : ''; }

  function quote(item) {
    var marks = [item.time && [item.time[0], item.time[1], 'mark'], [item.trigger[0], item.trigger[1], 'span']].filter(function (mark) {
      return mark && mark[0] >= 0 && mark[1] <= [...item.quote].length && mark[0] < mark[1];
    }).sort(function (a, b) { return a[0] - b[0]; });
    var signs = [...item.quote], at = 0, parts = []; // offsets count characters, as Python does
    marks.forEach(function (mark) {
      if (mark[0] < at) return;
      parts.push(signs.slice(at, mark[0]).join(''), el(mark[2], { class: mark[2] === 'span' ? 'trigger' : null }, signs.slice(mark[0], mark[1]).join('')));
      at = mark[1];
    });
    parts.push(signs.slice(at).join(''));
    return parts;
  }

  function evidence(event, item) {
    var who = [item.hedged ? 'reportedly' : '', item.speaker ? 'says ' + item.speaker : '', item.via ? 'through ' + item.via : '', item.denied ? 'denied' : '', item.stage !== 'happened' ? item.stage : ''].filter(Boolean).join(', ');
    return el('li', { class: 'evidence' },
      el('blockquote', { dir: 'auto' }, el('span', { class: 'around' }, item.prefix ? '… ' + item.prefix.trim() + ' ' : ''), quote(item), el('span', { class: 'around' }, item.suffix ? ' ' + item.suffix.trim() + ' …' : '')),
      el('p', { class: 'from' }, el('a', { href: address('article', item.article) }, item.source), ', ', item.published, who ? ' · ' + who : '', item.date && event.evidence.length > 1 ? ' · ' + item.date : '',
        item.origin === item.article ? ' · ' : ' · leans on ' + item.origin + ' · ', button('origin', '', function () { origin(item.article, item.origin, event, item); }, 'link')),
      event.evidence.length > 1 || !event.steps.length ? steps(item.steps) : '',
      event.evidence.length > 1 ? el('label', {}, el('input', { type: 'checkbox', name: 'apart', value: item.key, onchange: splitState }), 'Another event') : '');
  }
  function splitState() {
    var chosen = document.querySelectorAll('[name=apart]:checked').length, all = document.querySelectorAll('[name=apart]').length;
    $('split').disabled = !chosen || chosen === all;
  }

  function conflictBox(event, conflict) {
    return el('div', { class: 'box' }, el('p', {}, 'Sources differ'), el('p', { class: 'how' }, conflict.reason),
      el('ul', {}, conflict.claims.map(function (claim, number) {
        return el('li', {}, el('div', {}, el('b', {}, claim.value), ' ', claim.measure === conflict.kind ? '' : claim.measure, conflict.shown === number ? ' (shown)' : '', claim.quotes.map(function (words) { return el('q', { dir: 'auto' }, words); })),
          button('Hold with this', '', function () { askSettle(event, conflict, number); }));
      })));
  }

  function similarBox(event) {
    var others = event.similar.map(event_).filter(Boolean);
    if (!others.length) return '';
    return el('div', { class: 'box' }, el('p', {}, 'Perhaps told twice'), el('ul', {}, others.map(function (other) {
      return el('li', {}, el('div', {}, el('a', { href: address('event', other.id) }, other.title), el('p', { class: 'how' }, other.date), el('q', { dir: 'auto' }, other.evidence[0] ? other.evidence[0].quote : '')),
        el('div', { class: 'pair' }, button('Merge', '', function () { join('merge', event, other); }), button('Keep apart', '', function () { join('keep-apart', event, other); })));
    })));
  }

  function drawEvent(event) {
    var word = verdict(event), several = event.evidence.length > 1;
    return [
      el('div', { class: 'tags' }, word ? el('span', { class: 'tag ' + word }, word) : '', event.pinned ? el('span', { class: 'tag' }, 'pinned') : '', event.reasons.map(function (reason) { return el('span', { class: 'tag ' + reason }, data.reasons[reason]); })),
      el('h2', { tabindex: '-1', dir: 'auto' }, event.title),
      event.changes.length ? el('div', { class: 'box' }, el('p', {}, 'Accepted, but the sources say otherwise now'), el('ul', { class: 'how' }, event.changes.map(function (change) { return el('li', {}, change); })), el('p', { class: 'how' }, 'The page shows it as it was accepted. Accept keeps it so; undo the old decision to see what the sources say now.')) : '',
      el('p', { class: 'when' }, el('b', {}, event.date), ' ', button('Change the date', '', function () { edit(event, 'date'); }, 'link')),
      steps(event.steps),
      el('p', { class: 'facts' }, [event.kind, event.stage + (event.denied ? ', denied' : ''), event.speaker && 'according to ' + event.speaker, event.actors.join(', '), count(event.origins, 'origin')].filter(Boolean).join(' · ')),
      event.conflicts.map(function (conflict) { return conflictBox(event, conflict); }),
      similarBox(event),
      el('h3', {}, count(event.evidence.length, 'quote')),
      el('ul', {}, event.evidence.map(function (item) { return evidence(event, item); })),
      several ? el('button', { type: 'button', id: 'split', disabled: true, onclick: function () { split(event); } }, 'Split the chosen quotes off') : '',
      event.entries.length ? [el('h3', {}, 'Decided'), el('ul', { class: 'decisions' }, event.entries.map(function (entry) {
        return el('li', {}, el('b', {}, entry.do), el('span', {}, entry.says), el('span', {}, 'by ' + entry.by + ', ' + entry.at + (entry.reason ? ': ' + entry.reason : '')), button('Undo', '', function () { undo([entry.id], 'Undone: ' + entry.do); }, 'link'));
      }))] : '',
      el('div', { class: 'actions', role: 'group', 'aria-label': 'Decide' },
        button('Accept', 'a', function () { decide(event, 'accept'); }, 'main'), button('Reject', 'r', function () { decide(event, 'reject'); }),
        button('Edit', 'e', function () { edit(event); }), button('Merge', 'm', function () { merge(event); }),
        button('More', '.', function () { more(event); }), button('Undo', 'u', undoLast))
    ];
  }

  // --- one article ---

  function drawArticle(text) {
    var info = article(text.id) || {};
    return [
      el('p', { class: 'facts' }, text.source + ' · ' + text.path),
      el('h2', { tabindex: '-1', dir: 'auto' }, text.title),
      el('p', { class: 'when' }, el('b', {}, text.date), ' ', button(info.undated ? 'State its date' : 'Change its date', '', function () { dateArticle(text); }, 'link'), ' ', button('Set its origin', '', function () { origin(text.id, text.origin); }, 'link')),
      steps(text.steps),
      el('p', { class: 'legend' }, el('span', { class: 's used' }, 'tells an event'), el('span', { class: 's dated' }, 'speaks of a time, tells no event'), el('span', { class: 's unused' }, 'not used'), 'Select words, or press + behind a sentence, to make an event or to add them to one.'),
      el('div', { class: 'text', id: 'text' }, text.blocks.map(function (block) {
        return el('p', { class: block.kind, dir: 'auto' }, block.sentences.map(function (part) {
          var span = el('span', { class: 's ' + part.is, 'data-start': part.start, onclick: part.events.length ? function () { if (!String(getSelection())) go('event', part.events[0]); } : null }, part.text);
          if (part.events.length) return [el('a', { href: address('event', part.events[0]), class: 'vh' }, 'Event of the next sentence'), span, ' '];
          return part.is ? [span, button('+', '', function () { make(text, part.start, part.end, part.text); }, 'plus'), ' '] : [span, ' '];
        }));
      })),
      el('div', { class: 'actions' }, button('Use the selection', '', function () { fromSelection(text); }, 'main'), button('Back', 'o', back), button('Undo', 'u', undoLast))
    ];
  }

  function place(node, offset) {
    var span = (node.nodeType === 3 ? node.parentNode : node).closest('[data-start]');
    if (!span) return null;
    var within = node.nodeType === 3 ? [...node.data.slice(0, offset)].length : offset ? [...span.textContent].length : 0;
    return Number(span.dataset.start) + within;
  }
  function fromSelection(text) {
    var chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !$('text').contains(chosen.anchorNode)) return say('Select some words of the article first.', true);
    var range = chosen.getRangeAt(0), start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return say('Select words within the text.', true);
    return make(text, start, end, String(chosen));
  }

  // --- going about ---

  function current() { return here.kind === 'event' ? event_(here.id) : null; }

  function draw(focus) {
    drawTop();
    drawPicks();
    if (here.kind === 'event' && !event_(here.id)) here = { kind: 'event', id: '' };
    if (!here.id) {
      drawQueue();
      var first = order[0];
      if (first) here = { kind: first.kind, id: first.id };
    }
    drawQueue();
    var link = $('list').querySelector('a[aria-current]');
    if (link) link.scrollIntoView({ block: 'nearest' });
    drawDesk(focus);
  }

  function drawDesk(focus) {
    var event = current(), key = JSON.stringify([here, event, event && verdict(event), event && event.similar.map(event_), here.kind === 'article' && data.build]);
    if (key === drawn && !focus) return;
    var same = drawn && JSON.stringify(JSON.parse(drawn)[0]) === JSON.stringify(here), top = $('desk').scrollTop;
    drawn = key;
    if (here.kind === 'article') {
      var id = here.id;
      ask_('article?id=' + encodeURIComponent(id)).then(function (text) { if (here.id === id && !text.error) settleDesk(drawArticle(text), focus, same ? top : 0); });
      return;
    }
    settleDesk(event ? drawEvent(event) : [el('h2', { tabindex: '-1' }, data.events.length ? 'Everything is reviewed.' : 'There is nothing to review yet.'),
      el('p', {}, data.events.length ? 'Nothing waits for you. timeline build --publish makes the site for readers.' : '')], focus, same ? top : 0);
  }
  function settleDesk(parts, focus, top) {
    var held = $('desk').contains(document.activeElement);
    $('desk').replaceChildren.apply($('desk'), parts.flat(3).filter(Boolean));
    $('desk').scrollTop = top;
    var heading = $('desk').querySelector('h2');
    if ((focus || held) && heading) heading.focus({ preventScroll: true });
  }

  function go(kind, id, quietly) {
    before = here.kind === 'event' ? here : before;
    here = { kind: kind, id: id };
    history.replaceState(null, '', address(kind, id));
    if (data) draw(!quietly);
  }
  function back() { if (before) go(before.kind, before.id); }
  function at() { return order.findIndex(function (item) { return item.kind === here.kind && item.id === here.id; }); }
  function step(by) {
    var next = order[Math.max(0, Math.min(order.length - 1, at() + by))];
    if (next) go(next.kind, next.id);
  }
  function neighbour() {
    var place_ = at();
    return order[place_ + 1] || order[place_ - 1];
  }

  // --- deciding ---

  function ask_(path) { return fetch('/_timeline/' + path, { cache: 'no-store' }).then(function (answer) { return answer.json(); }); }

  function digest() { return mine.length ? mine[mine.length - 1] : data.digest; }

  function write(rows, says, undone) {
    pending += 1;
    writing = writing.then(function () {
      return fetch('/_timeline/decisions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Timeline-Token': token },
        body: JSON.stringify({ do: rows, undo: undone || [], digest: digest() })
      }).then(function (answer) { return answer.json().then(function (body) { return { ok: answer.ok, status: answer.status, body: body }; }); });
    }).then(function (answer) {
      pending -= 1;
      if (!answer.ok) throw answer;
      mine.push(answer.body.digest);
      if (rows.length) done.push({ ids: answer.body.ids, says: says, back: here });
      if (says) say(says);
      return true;
    }).catch(function (answer) {
      if (!answer.body) pending -= 1;
      overlay.clear();
      mine = [];
      say(answer.body ? answer.body.error : 'The server does not answer. Nothing was written.', true);
      refresh();
      return false;
    });
    return writing;
  }

  function decide(event, verb) {
    var next = neighbour();
    overlay.set(event.id, verb === 'accept' ? 'accepted' : 'rejected');
    write([{ do: verb, event: event.id }], (verb === 'accept' ? 'Accepted: ' : 'Rejected: ') + event.title);
    if (next) go(next.kind, next.id); else draw(true);
  }

  function all(verb) {
    var some = shown().filter(function (event) { return !isDone(event); });
    var held = verb === 'accept' ? some.filter(function (event) { return event.sensitive; }) : [];
    var rows = some.filter(function (event) { return held.indexOf(event) < 0; });
    var words = (verb === 'accept' ? 'Accept ' : 'Reject ') + count(rows.length, 'event') + '?';
    form(words, [held.length ? el('p', {}, count(held.length, 'sensitive event is', 'sensitive events are') + ' left out: each wants to be read by itself.') : ''], verb === 'accept' ? 'Accept' : 'Reject', function () {
      rows.forEach(function (event) { overlay.set(event.id, verb === 'accept' ? 'accepted' : 'rejected'); });
      if (rows.length) write(rows.map(function (event) { return { do: verb, event: event.id }; }), (verb === 'accept' ? 'Accepted ' : 'Rejected ') + count(rows.length, 'event'));
      draw(true);
      return Promise.resolve(true);
    });
  }

  function undo(ids, says) { overlay.clear(); return write([], says, ids); }
  function undoLast() {
    writing.then(function () {  // a decision that is on its way is the last one
      var last = done.pop(), event = current();
      if (last) {
        undo(last.ids, 'Undone: ' + last.says);
        if (last.back.id) here = last.back;
      } else if (event && event.entries.length) {
        var entry = event.entries[event.entries.length - 1];
        undo([entry.id], 'Undone: ' + entry.do);
      } else say('There is nothing to undo.');
    });
  }

  function join(verb, event, other) { return write([{ do: verb, events: [event.id, other.id] }], verb === 'merge' ? 'Merged with: ' + other.title : 'Kept apart from: ' + other.title); }
  function split(event) {
    var apart = [].map.call(document.querySelectorAll('[name=apart]:checked'), function (box) { return box.value; });
    write([{ do: 'split', event: event.id, apart: apart }], 'Split');
  }

  // --- forms ---

  function form(title, fields, action, send) {
    var wrong = el('p', { class: 'wrong', role: 'alert' });
    var made = el('form', { method: 'dialog', onsubmit: function (submit) {
      submit.preventDefault();
      var answer = send(new FormData(made));
      if (typeof answer === 'string') { wrong.textContent = answer; return; }
      $('ask').close();
    } }, el('h2', { id: 'ask-h' }, title), fields, wrong, el('div', { class: 'row' }, el('button', { type: 'button', onclick: function () { $('ask').close(); } }, 'Cancel'), el('button', { class: 'main' }, action)));
    $('ask').replaceChildren(made);
    $('ask').showModal();
    return made;
  }
  function field(label, name, value, given) { return el('label', {}, label, el('input', Object.assign({ name: name, value: value || '', autocomplete: 'off' }, given))); }
  function choice(label, name, options, value) {
    return el('label', {}, label, el('select', { name: name }, options.map(function (option) { return el('option', { value: option, selected: option === value }, option); })));
  }
  var HOW = 'A day (2025-07-04), a month (2025-07), or EDTF, such as 2025-06~ (about) or [2025-06-25..2025-06-30]';

  function edit(event, first) {
    var made = form('Edit the event', [
      field('Title', 'title', event.title, { dir: 'auto', required: true }),
      el('div', {}, field('Date', 'date', event.edtf, { placeholder: 'no date', 'aria-describedby': 'how' }), el('p', { class: 'how', id: 'how' }, HOW), steps(event.steps)),
      el('div', { class: 'two' }, field('Why this date', 'reason', ''), field('After what source', 'source', '')),
      el('div', { class: 'two' }, choice('Kind', 'kind', data.kinds.indexOf(event.kind) < 0 ? [event.kind].concat(data.kinds) : data.kinds, event.kind), choice('Stage', 'stage', data.stages, event.stage)),
      field('Who says so', 'speaker', event.speaker), people(event)
    ], 'Save', function (given) {
      var rows = [];
      function changed(name, old) { return String(given.get(name)).trim() !== (old || ''); }
      if (changed('title', event.title)) rows.push({ do: 'retitle', event: event.id, title: given.get('title') });
      if (changed('date', event.edtf)) {
        if (!given.get('date').trim()) return 'Give a date, or leave the old one.';
        if (!given.get('reason').trim() || !given.get('source').trim()) return 'A new date needs a reason and a source.';
        rows.push({ do: 'redate', event: event.id, date: given.get('date'), reason: given.get('reason'), source: given.get('source') });
      }
      if (changed('kind', event.kind)) rows.push({ do: 'set-kind', event: event.id, kind: given.get('kind') });
      if (changed('stage', event.stage)) rows.push({ do: 'set-stage', event: event.id, stage: given.get('stage') });
      if (changed('speaker', event.speaker)) {
        if (!given.get('speaker').trim()) return 'Who says so cannot be emptied here.';
        rows.push({ do: 'set-speaker', event: event.id, speaker: given.get('speaker') });
      }
      var parts = taking(given);
      if (JSON.stringify(parts) !== JSON.stringify(event.parts)) {
        if (!parts.length) return 'Name somebody who takes part.';
        rows.push({ do: 'set-actors', event: event.id, actors: parts });
      }
      if (rows.length) write(rows, 'Saved');
      return null;
    });
    var wanted = made.elements[first || 'title'];
    wanted.focus();
    wanted.select();
  }

  function names() { return [...new Set(data.events.flatMap(function (event) { return event.actors; }))].sort(function (a, b) { return a.localeCompare(b); }); }
  function known() { return el('datalist', { id: 'names' }, names().map(function (name) { return el('option', { value: name }); })); }
  function people(event) {
    var list = el('div', { class: 'people' });
    function line(part) {
      list.append(el('div', { class: 'two' }, el('input', { name: 'who', value: part.name, list: 'names', autocomplete: 'off', dir: 'auto', 'aria-label': 'Name', placeholder: 'a name; empty takes it out' }),
        el('select', { name: 'role', 'aria-label': 'Part' }, data.roles.map(function (role) { return el('option', { value: role, selected: role === part.role }, role); }))));
    }
    event.parts.concat([{ name: '', role: data.roles[0] }]).forEach(line);
    return el('fieldset', {}, el('legend', {}, 'Who takes part'), known(), list, button('One more', '', function () { line({ name: '', role: data.roles[0] }); list.lastChild.firstChild.focus(); }, 'link'));
  }
  function taking(given) {
    var roles = given.getAll('role');
    return given.getAll('who').map(function (name, number) { return { name: name.trim(), role: roles[number] }; }).filter(function (part) { return part.name; });
  }

  // The rarer decisions: each a line with its key.
  function more(event) {
    var rows = [['p', event.pinned ? 'No longer a key event' : 'Always among the key events', pin], ['h', 'Hide until a day', hide],
      ['t', 'Tell people apart', tellApart], ['i', 'It leans on another report', function () { origin(event.evidence[0].article, event.evidence[0].origin, event, event.evidence[0]); }],
      ['n', 'A private note', note]];
    var made = el('form', { method: 'dialog' }, el('h2', { id: 'ask-h' }, 'More'), el('div', { class: 'menu' }, rows.map(function (row) {
      return button(row[1], row[0], function () { $('ask').close(); row[2](event); });
    })), el('div', { class: 'row' }, el('button', {}, 'Close')));
    made.addEventListener('keydown', function (press) {
      var found = rows.find(function (row) { return row[0] === press.key; });
      var by = { ArrowDown: 1, ArrowUp: -1 }[press.key], buttons = [...made.querySelectorAll('button')];
      if (by) buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(document.activeElement) + by))].focus();
      if (!found && !by) return;
      press.preventDefault();
      if (found) { $('ask').close(); found[2](event); }
    });
    $('ask').replaceChildren(made);
    $('ask').showModal();
  }

  function pin(event) {
    var old = event.entries.find(function (entry) { return entry.do === 'pin'; });
    if (event.pinned && old) undo([old.id], 'No longer a key event'); else write([{ do: 'pin', event: event.id }], 'Always among the key events');
  }

  function hide(event) {
    form('Hide until', [el('p', { class: 'how' }, 'Nobody sees the event before that day; builds from then on show it.'), field('Until', 'date', '', { type: 'date', required: true, autofocus: true }), field('Why', 'reason', '')], 'Hide', function (given) {
      var next = neighbour();
      overlay.set(event.id, 'hidden');
      write([{ do: 'hide', event: event.id, date: given.get('date'), reason: given.get('reason') }], 'Hidden: ' + event.title);
      if (next) go(next.kind, next.id); else draw(true);
      return null;
    });
  }

  function origin(id, old, event, item) {
    var only = event ? choice('For', 'scope', ['this quote only', 'everything in the article'], 'this quote only') : '';
    form('Which report is it from?', [el('p', { class: 'how' }, 'What leans on one report counts once, however many articles carry it.'), field('Origin', 'origin', old === id ? '' : old, { required: true, autofocus: true, placeholder: 'such as The Harbour Times' }), only, field('Why', 'reason', '')], 'Save', function (given) {
      var row = { do: 'set-origin', article: id, origin: given.get('origin'), reason: given.get('reason') };
      if (event && given.get('scope') === 'this quote only') Object.assign(row, { event: event.id, key: item.key });
      write([row], 'From ' + given.get('origin'));
      return null;
    });
  }

  function tellApart(event) {
    if (!event.actors.length) return say('Nobody is named here.');
    var who = choice('Who', 'who', event.actors, event.actors[0]);
    var articles = [...new Set(data.events.flatMap(function (item) { return item.evidence.map(function (row) { return row.article; }); }))];
    function of(label, name, chosen) {
      return el('label', {}, label, el('select', { name: name }, articles.map(function (id) { return el('option', { value: id, selected: id === chosen }, (article(id) || {}).name + ': ' + (article(id) || {}).title); })));
    }
    var first = event.evidence[0].article, other = articles.find(function (id) { return id !== first; });
    return form('These are not the same', [who, known(), field('Is not', 'other', '', { list: 'names', placeholder: 'another name; empty for another person of the same name' }),
      el('fieldset', {}, el('legend', {}, 'Two people of one name'), of('The one is in', 'first', first), of('The other is in', 'second', other)), field('Why', 'reason', '')], 'Keep apart', function (given) {
      var one = given.get('who'), two = given.get('other').trim() || one, same = one.toLowerCase() === two.toLowerCase();
      if (same && given.get('first') === given.get('second')) return 'Choose two articles, or give another name.';
      write([{ do: 'tell-apart', people: [one, two], articles: same ? [given.get('first'), given.get('second')] : [], reason: given.get('reason') }], 'Kept apart: ' + one + ' and ' + (same ? 'another of the name' : two));
      return null;
    });
  }

  function merge(event) {
    var place_ = data.events.indexOf(event);
    var rest = data.events.filter(function (other) { return other !== event && event.similar.indexOf(other.id) < 0; });
    rest.sort(function (a, b) { return Math.abs(data.events.indexOf(a) - place_) - Math.abs(data.events.indexOf(b) - place_); });
    var others = event.similar.map(event_).filter(Boolean).concat(rest);
    if (!others.length) return say('There is no other event.');
    var apart = el('label', {}, 'Decide', el('select', { name: 'verb' }, el('option', { value: 'merge' }, 'They are one event: merge'), el('option', { value: 'keep-apart' }, 'They are two events: keep apart')));
    var find = el('label', {}, 'Find', el('input', { type: 'search', autocomplete: 'off', placeholder: 'words of its title or quotes', oninput: function () {
      var words = this.value.toLowerCase().split(/\s+/);
      [...$('ask').querySelectorAll('.choices label')].forEach(function (label) {
        var other = event_(label.firstChild.value), text = (other.title + ' ' + other.date + ' ' + other.evidence.map(function (item) { return item.quote; }).join(' ')).toLowerCase();
        label.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      var first = $('ask').querySelector('.choices label:not([hidden]) input');
      if (first) first.checked = true;
    } }));
    return form('“' + event.title + '” and …', [apart, find, el('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'The other event' }, others.map(function (other, number) {
      return el('label', {}, el('input', { type: 'radio', name: 'other', value: other.id, checked: !number, autofocus: !number }), el('span', {}, el('span', { dir: 'auto' }, other.title), ' ', el('small', {}, other.date + (event.similar.indexOf(other.id) >= 0 ? ' · suggested' : ''))));
    }))], 'Save', function (given) {
      var other = event_(given.get('other'));
      if (!other) return 'Choose the other event.';
      join(given.get('verb'), event, other);
      return null;
    });
  }

  function askSettle(event, conflict, number) {
    var claim = conflict.claims[number];
    form('Hold with “' + [claim.value, claim.measure === conflict.kind ? '' : claim.measure].filter(Boolean).join(' ') + '”', [el('p', { class: 'how' }, 'The other claims stay on the page.'), field('Why', 'reason', '', { required: true, autofocus: true }), field('After what source (if any)', 'source', '')], 'Save', function (given) {
      write([{ do: 'settle', conflict: conflict.id, claim: number, reason: given.get('reason'), source: given.get('source') }], 'Settled');
      return null;
    });
  }

  function note(event) {
    form('A private note', [el('p', { class: 'how' }, 'It stays in the corrections file and is never published.'), field('Note', 'note', '', { required: true, autofocus: true })], 'Save', function (given) {
      write([{ do: 'note', event: event.id, note: given.get('note') }], 'Noted');
      return null;
    });
  }

  function dateArticle(text) {
    form('When was this article published?', [steps(text.steps), field('Date', 'date', '', { required: true, autofocus: true, 'aria-describedby': 'how' }), el('p', { class: 'how', id: 'how' }, HOW), field('How do you know', 'reason', '')], 'Save', function (given) {
      write([{ do: 'date-article', article: text.id, date: given.get('date'), reason: given.get('reason') }], 'Dated');
      return null;
    });
  }

  function make(text, start, end, words) {
    var into = before && event_(before.id);
    form('A new event, or more for one', [el('blockquote', { dir: 'auto' }, '“' + words + '”'),
      el('label', {}, 'Use it as', el('select', { name: 'event', onchange: function () { $('fresh').hidden = !!this.value; } }, el('option', { value: '' }, 'a new event'), el('optgroup', { label: 'More evidence for' }, near(text.id, into).map(function (event) { return el('option', { value: event.id }, event.date + ': ' + event.title); })))),
      el('div', { id: 'fresh', class: 'fresh' }, field('Title', 'title', words.length < 90 ? words.replace(/[.\s]+$/, '') : '', { autofocus: true, dir: 'auto' }),
      field('Date (may be empty)', 'date', '', { 'aria-describedby': 'how' }), el('p', { class: 'how', id: 'how' }, HOW),
      el('div', { class: 'two' }, choice('Kind', 'kind', data.kinds, 'other'), choice('Stage', 'stage', data.stages, 'happened')))], 'Save', function (given) {
      var place_ = { article: text.id, start: start, end: end };
      if (given.get('event')) {
        write([Object.assign({ do: 'add-evidence', event: given.get('event') }, place_)], 'Added to: ' + event_(given.get('event')).title);
        return null;
      }
      if (!given.get('title').trim()) return 'Give it a title.';
      write([{ do: 'add-event', article: text.id, start: start, end: end, title: given.get('title'), date: given.get('date'), kind: given.get('kind'), stage: given.get('stage') }], 'Made: ' + given.get('title'));
      return null;
    });
  }

  // The event that was looked at last, then those of this article, then all others.
  function near(id, first) {
    function rank(event) { return event === first ? 0 : event.evidence.some(function (item) { return item.article === id; }) ? 1 : 2; }
    return data.events.slice().sort(function (a, b) { return rank(a) - rank(b); });
  }

  // --- news ---

  var asked = 0, answered = 0;  // answers may overtake each other: one that was asked for before the one that is shown is late

  function refresh() {
    var turn = asked += 1;
    return ask_('state').then(function (news) {
      if (turn < answered) return;
      answered = turn;
      data = news;
      if (!pending && (mine.indexOf(news.digest) < 0 || news.digest === mine[mine.length - 1])) { mine = []; overlay.clear(); }
      draw(false);
    }, function () { say('The server does not answer.', true); });
  }

  function listen() {
    var stream = new EventSource('/_timeline/changes?after=' + (data ? data.build : 0));
    stream.onmessage = refresh;
    stream.onerror = function () { if (stream.readyState === 2) say('The server has stopped.', true); };
  }

  function fromAddress() {
    var found = /^#(event|article)=(.+)$/.exec(location.hash);
    if (found) go(found[1], decodeURIComponent(found[2]));
  }

  var KEYS = {
    j: function () { step(1); }, k: function () { step(-1); },
    ArrowDown: function () { step(1); }, ArrowUp: function () { step(-1); },
    a: function (event) { if (event) decide(event, 'accept'); }, r: function (event) { if (event) decide(event, 'reject'); },
    e: function (event) { if (event) edit(event); }, d: function (event) { if (event) edit(event, 'date'); },
    m: function (event) { if (event) merge(event); }, u: undoLast,
    p: function (event) { if (event) pin(event); }, h: function (event) { if (event) hide(event); },
    t: function (event) { if (event) tellApart(event); }, n: function (event) { if (event) note(event); },
    i: function (event) { if (event) origin(event.evidence[0].article, event.evidence[0].origin, event, event.evidence[0]); },
    '.': function (event) { if (event) more(event); },
    o: function (event) { if (event) go('article', event.evidence[0].article); else back(); },
    '?': function () { $('keys').showModal(); }
  };

  document.addEventListener('keydown', function (press) {
    if (!data || press.ctrlKey || press.metaKey || press.altKey || document.querySelector('dialog[open]')) return;
    if (press.target.closest('input, select, textarea')) return;
    if (press.key.indexOf('Arrow') === 0 && !$('list').contains(press.target)) return;
    var act = KEYS[press.key];
    if (!act) return;
    press.preventDefault();
    act(current());
  });
  $('list').addEventListener('click', function (click) {
    var link = click.target.closest('a');
    if (!link) return;
    click.preventDefault();
    var found = /#(event|article)=(.+)$/.exec(link.getAttribute('href'));
    go(found[1], decodeURIComponent(found[2]));
  });
  addEventListener('hashchange', fromAddress);
  $('show').addEventListener('change', function () { draw(false); });
  $('only').addEventListener('change', function () { draw(false); });
  $('accept-all').addEventListener('click', function () { all('accept'); });
  $('reject-all').addEventListener('click', function () { all('reject'); });
  $('help').addEventListener('click', KEYS['?']);
  refresh().then(function () { fromAddress(); listen(); });
})();
