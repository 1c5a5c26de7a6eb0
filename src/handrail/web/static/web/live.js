/* A list that others change is asked for anew now and then, by an address that makes no sign-in last longer (S5).
   Without script the page is as it was when it came. While a form in it is being filled in, it is left alone. */
(function () {
  "use strict";
  var part = document.querySelector("[data-live]");
  if (!part || !window.fetch) { return; }
  var pause = 1000 * Number(part.getAttribute("data-live-seconds"));
  var shown = "";

  function isInUse() {
    return document.hidden || part.contains(document.activeElement) || part.querySelector("details[open]");
  }

  function put(words) {
    if (words !== shown && !isInUse()) { shown = words; part.innerHTML = words; }
  }

  function ask() {
    if (isInUse()) { wait(); return; }
    window.fetch(part.getAttribute("data-live"), { credentials: "same-origin", cache: "no-store" }).then(
      function (answer) {
        if (!answer.ok || answer.redirected) { return; } /* signed out meanwhile: the next press says so */
        answer.text().then(put);
        wait();
      },
      wait /* no network just now */
    );
  }

  function wait() { setTimeout(ask, pause); }

  wait();
})();
