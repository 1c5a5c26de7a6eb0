/* Quick exit (S7). The link in the crisis bar works without this file; with it the page is blanked at once and its
   place in the browser's history is taken by the page one leaves to. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* A browser writes the form that led to a page into its own file, to reopen the page later (seen in Chromium's
     Sessions folder, which is written up to two and a half seconds late). Said to be the page's own address, the entry
     loses the form, and Back shows an empty one. This is why the file is read before the page, and not deferred. */
  if (window.history.replaceState) {
    window.history.replaceState(null, "", window.location.href);
  }

  function blank() {
    root.style.display = "none";
    document.title = "\u200b";
  }

  /* Results are never to be shown again by Back, also where a browser keeps whole pages in memory. A page of somebody
     signed in names no other page to go to: it is asked for anew, and who has signed out meanwhile does not get it. */
  if (root.hasAttribute("data-private")) {
    window.addEventListener("pagehide", blank);
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) { blank(); window.location.replace(root.getAttribute("data-private")); }
    });
  }

  /* Whoever leaves in a hurry is signed out too, else the next one at this device could press Back. Every page tells it:
     a public one does not know who is signed in. Nothing waits for it, and it is sent though the page goes away. */
  function leave(link) {
    blank();
    if (navigator.sendBeacon) { navigator.sendBeacon(link.getAttribute("ping")); }
    window.location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("[data-exit]") : null;
    if (link) {
      event.preventDefault();
      leave(link);
    }
  });

  var presses = 0;
  var last = 0;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") { presses = 0; return; }
    if (event.repeat) { return; }
    var now = Date.now();
    presses = now - last < 800 ? presses + 1 : 1;
    last = now;
    var link = document.querySelector("[data-exit]");
    if (presses >= 3 && link) { leave(link); }
  });
})();
