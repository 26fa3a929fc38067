(function () {
'use strict';
if (!window.customElements || customElements.get('event-timeline')) return;
customElements.define('event-timeline', class extends HTMLElement {
connectedCallback() {
if (this.hear) return addEventListener('message', this.hear);
var address = new URL(this.getAttribute('src') || '', document.baseURI);
if (!/^(https?|file):$/.test(address.protocol)) return;
var frame = document.createElement('iframe');
frame.title = this.getAttribute('title') || this.textContent.trim() || 'Timeline';
frame.loading = 'lazy';
frame.width = '100%';
frame.height = this.getAttribute('height') || '600';
frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
frame.setAttribute('frameborder', '0');
frame.src = address.href;
this.hear = function (event) {
var data = event.data;
if (event.source !== frame.contentWindow || !data || data.type !== 'event-timeline') return;
if (data.height > 0 && data.height < 1e5) frame.height = Math.ceil(data.height);
};
addEventListener('message', this.hear);
this.replaceChildren(frame);
}
disconnectedCallback() { removeEventListener('message', this.hear); }
});
})();
