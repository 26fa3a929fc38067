// On pages of the draft: errors, reloading, and a way to the review from every event. The server adds it; the site does not hold it.
(function () {
  'use strict';
  var self = document.currentScript, token = self.dataset.token, build = self.dataset.build;
  var bar = document.createElement('p'), link = document.createElement('a'), words = document.createElement('span');
  var digest = '';

  function make(tag, text, act) {
    var made = document.createElement(tag);
    made.textContent = text;
    if (act) { made.type = 'button'; made.addEventListener('click', act); }
    return made;
  }

  function write(verb, id, place) {
    fetch('/_timeline/decisions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Timeline-Token': token },
      body: JSON.stringify({ do: [{ do: verb, event: id }], digest: digest })
    }).then(function (answer) { return answer.json(); }).then(function (body) {
      place.textContent = body.error || (verb === 'accept' ? 'Accepted.' : 'Rejected.');
      if (body.digest) digest = body.digest;
    }, function () { place.textContent = 'The server does not answer.'; });
  }

  function beside(event, card) {
    var line = document.createElement('div'), place = document.createElement('span'), more = make('a', 'Review');
    line.className = 'tl-act';
    place.setAttribute('role', 'status');
    more.href = '/_timeline/review#event=' + encodeURIComponent(event.id);
    if (event.verdict) line.append(make('b', '✓ ' + event.verdict));
    else line.append(make('button', 'Accept', function () { write('accept', event.id, place); }), make('button', 'Reject', function () { write('reject', event.id, place); }));
    line.append(more, place);
    (card.querySelector('.body') || card).append(line);
  }

  function show(state) {
    var done = state.events.filter(function (event) { return event.verdict; }).length;
    var gone = state.loose.filter(function (entry) { return entry.rejects; }).length;
    digest = state.digest;
    words.textContent = 'Draft · ' + (done + gone) + ' of ' + (state.events.length + gone) + ' reviewed';
    state.events.forEach(function (event) {
      var card = event.evidence.map(function (item) { return document.getElementById(item.key) || document.getElementById('e-' + item.key) || document.querySelector('[id$="' + item.key + '"]'); }).find(Boolean);
      card = card && card.closest('.event');
      if (card && !card.querySelector('.tl-act')) beside(event, card);
    });
    if (!state.error.length) return;
    var box = make('div', 'This page is the last one that could be built.\n' + state.error.join('\n'));
    box.className = 'tl-error';
    box.setAttribute('role', 'alert');
    document.body.append(box);
  }

  bar.className = 'tl-bar';
  link.href = '/_timeline/review';
  link.textContent = 'Review';
  words.textContent = 'Draft';
  bar.append(words, link);
  document.body.append(bar);
  fetch('/_timeline/state', { cache: 'no-store' }).then(function (answer) { return answer.json(); }).then(show);
  new EventSource('/_timeline/changes?after=' + build).onmessage = function () { location.reload(); };
})();
