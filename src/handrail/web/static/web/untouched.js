/* On a device that others use too: a page that nobody touches makes room for an empty one, when the server ends the
   sign-in (S14). A tap, a key, a dictated word or a turn of the wheel says that somebody is here, at most three times
   in that time. Without script the page itself leads there. */
(function () {
  "use strict";
  var root = document.documentElement;
  var lasts = 1000 * Number(root.getAttribute("data-untouched-seconds"));
  var known = Date.now(); /* when the server last knew of somebody here, or a moment later: it is never over after us */
  var asked = 0; /* the first touch is told at once */

  function isOver() {
    return Math.abs(Date.now() - known) >= lasts; /* also where the clock was set back */
  }

  function leave() {
    root.style.display = "none";
    window.location.replace(root.getAttribute("data-untouched"));
  }

  function look() {
    if (isOver()) { leave(); }
  }

  function touched() {
    if (isOver()) { leave(); return; }
    if (Date.now() - asked < lasts / 3) { return; }
    asked = Date.now();
    window.fetch(root.getAttribute("data-still-here"), { credentials: "same-origin", cache: "no-store" }).then(
      function (answer) {
        if (answer.status === 204) { known = Date.now(); }
        if (answer.status === 403) { leave(); }
      },
      function () {} /* no network: the page goes when the server's time is up */
    );
  }

  /* A browser may slow the clocks of scripts: then the page goes when it is next looked at. */
  function wait() {
    if (isOver()) { leave(); return; }
    setTimeout(wait, known + lasts - Date.now());
  }

  ["touchstart", "mousedown", "keydown", "wheel", "input", "click", "scroll"].forEach(function (act) {
    document.addEventListener(act, touched, { capture: true, passive: true });
  });
  /* A device that slept counted nothing. */
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  wait();
})();
