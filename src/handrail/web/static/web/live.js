/* Beside htmx on the desks (S5), which asks for the part that changes every half minute, by an address that makes no
   sign-in last longer. What comes is put in place only while nobody is in it: under somebody's hands nothing moves, and
   nothing typed or unfolded is lost. Then the page says that there is something new. Without script, or in a browser too
   old for htmx, the page is as it was when it came. */
(function () {
  "use strict";
  /* htmx notes the address for a history that it does not keep here: nothing of a person stays in the browser. */
  if (window.htmx) { window.sessionStorage.removeItem("htmx-current-path-for-history"); }
  var state = document.querySelector("[data-live-state]");
  if (!state || !window.htmx || !document.getElementById("live")) { return; }
  var EVERY = 30000;
  var asked = Date.now();
  var since = new Date(); /* when the page last was as the server has it */
  var isTouched = state.hasAttribute("data-live-kept"); /* the answer to a form shows what was sent */
  var isTypedWithin = false;
  var isTyped = false;
  var isWanted = false;
  var isOver = false;
  var isStopped = false;
  var turn = document.querySelector("[data-live-switch]");

  function part() { return document.getElementById("live"); }

  function isWithin(element) {
    return Boolean(element && element.closest && element.closest("[data-live]"));
  }

  /* Words that somebody marks to copy them. */
  function isChosen() {
    var chosen = window.getSelection();
    return Boolean(chosen && !chosen.isCollapsed && isWithin(chosen.anchorNode.parentNode));
  }

  function isInUse() {
    return !isWanted && (isTouched || isWithin(document.activeElement) || isChosen());
  }

  function say(name) {
    [].forEach.call(state.querySelectorAll("[data-live-say]"), function (words) {
      words.hidden = words.getAttribute("data-live-say") !== name;
    });
    /* What has the focus is never under the line that is said (WCAG 2.4.11). */
    document.documentElement.style.scrollPaddingBottom = name ? state.offsetHeight + 16 + "px" : "";
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function late() {
    isWanted = false;
    state.querySelector("time").textContent = two(since.getHours()) + ":" + two(since.getMinutes());
    say("late");
  }

  /* Nothing is asked for again. What somebody may not see any more goes from the screen; what they typed they may copy. */
  function end(name) {
    var main = state.parentNode;
    var wasWithin = main.contains(document.activeElement);
    isOver = turn.hidden = true;
    say(name);
    if (isTyped) { return; }
    [].slice.call(main.children).forEach(function (each) { if (each !== state) { main.removeChild(each); } });
    if (wasWithin) { state.querySelector("[data-live-say='" + name + "'] a").focus(); }
  }

  /* True where the answer is to be put in place. A page in between, such as of the network itself, bears no mark. */
  function take(call) {
    var mark = call.getResponseHeader("Live-Mark");
    if (call.status === 401) { end("out"); return false; }
    if (call.status === 403 || call.status === 404) { end("gone"); return false; }
    if (call.status !== 200 || !mark) { late(); return false; }
    if (isInUse()) {
      if (mark !== part().getAttribute("data-live")) { say(isTypedWithin ? "typed" : "new"); return false; }
      since = new Date();
      say("");
      return false;
    }
    since = new Date();
    say("");
    if (mark !== part().getAttribute("data-live")) { dropNotices(); }
    return true;
  }

  /* What was just done stands above the page once: not over what is new. */
  function dropNotices() {
    var notices = document.querySelector(".notices");
    if (notices) { notices.parentNode.removeChild(notices); }
  }

  function look() {
    if (part()) { window.htmx.trigger(part(), "look"); }
  }

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (document.hidden || isOver || (isStopped && !isWanted)) { event.preventDefault(); return; }
    asked = Date.now();
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!take(event.detail.xhr)) { event.preventDefault(); }
  });
  document.addEventListener("htmx:afterSwap", function () {
    isTouched = isTypedWithin = false;
    if (isWanted) { isWanted = false; part().focus(); }
  });
  document.addEventListener("htmx:sendError", late);
  document.addEventListener("htmx:timeout", late);

  document.addEventListener("input", function (event) {
    isTyped = true;
    if (isWithin(event.target)) { isTouched = isTypedWithin = true; }
  });
  document.addEventListener("click", function (event) {
    var pressed = event.target.closest ? event.target : null;
    if (!pressed) { return; }
    if (isWithin(pressed) && pressed.closest("summary")) { isTouched = true; }
    if (state.contains(pressed) && pressed.closest("button")) { isWanted = true; look(); }
  });
  turn.hidden = false;
  turn.addEventListener("click", function () {
    isStopped = !isStopped;
    [].forEach.call(turn.children, function (button, place) { button.hidden = isStopped === (place === 0); });
    turn.children[isStopped ? 1 : 0].focus();
    if (!isStopped) { look(); }
  });
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden && Date.now() - asked >= EVERY) { look(); }
  });
})();
