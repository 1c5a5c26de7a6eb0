/* On a device that others use too: a page that nobody touches makes room for an empty one, when the server ends the
   sign-in (S14). A tap, a key or a turn of the wheel says that somebody is here, at most three times in that time.
   Without script the page itself leads there. */
(function () {
  "use strict";
  var root = document.documentElement;
  var lasts = 1000 * Number(root.getAttribute("data-untouched-seconds"));
  var known = Date.now(); /* when the server last knew of somebody here, or a moment later: it is never over after us */
  var asked = known;

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

  /* The clock is an animation of nothing, which ends when the time is up: it rests meanwhile, and also where a browser
     slows the timers of scripts. */
  function wait() {
    document.body.classList.remove("untouched");
    void document.body.offsetWidth; /* so that it begins anew */
    document.body.style.animationDelay = known + lasts - Date.now() + "ms";
    document.body.classList.add("untouched");
  }

  document.addEventListener("animationend", function (event) {
    if (event.animationName !== "untouched") { return; }
    if (isOver()) { leave(); } else { wait(); }
  });
  ["touchstart", "mousedown", "keydown", "wheel"].forEach(function (act) {
    document.addEventListener(act, touched, { capture: true, passive: true });
  });
  /* A device that slept counted nothing. */
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  wait();
})();
