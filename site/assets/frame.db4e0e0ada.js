(function () {
'use strict';
if (window.parent === window) return;
var told = 0, secret = (/[#&?]secret=([\w-]+)/.exec(location.hash) || [])[1];
function tell() {
var height = Math.ceil(document.body.getBoundingClientRect().height);
if (!height || height === told) return;
told = height;
parent.postMessage({ type: 'event-timeline', height: height }, '*');
if (secret) parent.postMessage({ message: 'height', value: height, secret: secret }, '*');
}
if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
document.addEventListener('visibilitychange', tell);
addEventListener('load', tell);
})();
