/* A list that others change is asked for anew now and then, by an address that makes no sign-in last longer (S5).
   Without script the page is as it was when it came. While somebody is in it, it is left alone. What comes is a page of
   ours, read by the browser as a document of its own: nothing is put together from text here. */
(function () {
  "use strict";
  var part = document.querySelector("[data-live]");
  if (!part) { return; }
  var pause = 1000 * Number(part.getAttribute("data-live-seconds"));

  function isInUse() {
    return document.hidden || part.contains(document.activeElement) || part.querySelector("details[open]");
  }

  function put(body) {
    while (part.firstChild) { part.removeChild(part.firstChild); }
    while (body.firstChild) { part.appendChild(document.adoptNode(body.firstChild)); }
  }

  function ask() {
    if (isInUse()) { wait(); return; }
    var call = new XMLHttpRequest();
    var address = part.getAttribute("data-live");
    call.open("GET", address);
    call.responseType = "document";
    call.onload = function () {
      var isOurs = call.status === 200 && call.responseURL.slice(-address.length) === address;
      if (!isOurs) { return; } /* signed out meanwhile: the next press says so */
      if (call.response && !isInUse()) { put(call.response.body); }
      wait();
    };
    call.onerror = wait; /* no network just now */
    call.send();
  }

  function wait() { setTimeout(ask, pause); }

  wait();
})();
