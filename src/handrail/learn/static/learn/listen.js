/* Reads the page aloud by a voice of the device itself. A voice that is not `localService` would send the words of this
   page to somebody else's machine, so it is never taken: where there is no other, nothing is offered. */
(function () {
  "use strict";
  var offer = document.querySelector("[data-listen]");
  var speech = window.speechSynthesis;
  if (!offer || !speech || !window.SpeechSynthesisUtterance) { return; }
  var begin = offer.querySelector("[data-begin]");
  var end = offer.querySelector("[data-end]");
  var language = offer.getAttribute("data-listen");
  var MARK = ".rests > .tag"; /* "not yet confirmed" is said too */
  var round = 0;

  function isOurs(voice) {
    return voice.localService === true && voice.lang.slice(0, 2).toLowerCase() === language;
  }

  function voice() { return Array.prototype.filter.call(speech.getVoices(), isOurs)[0]; }

  /* What a reader sees first: not what is folded, not the numbers of sources, not drawings. */
  function isRead(part) {
    return part.matches(MARK) || (!part.closest("details, .rests, figure, [hidden]") && part.textContent.trim() !== "");
  }

  function words(part) {
    var copy = part.cloneNode(true);
    Array.prototype.forEach.call(copy.querySelectorAll("sup, .rests, details"), function (extra) { extra.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function texts() {
    var within = ["h2", "h3", "p", "li", "caption", "th", "td", MARK].map(function (name) { return "article.reading " + name; });
    var parts = document.querySelectorAll(["h1", ".lead"].concat(within).join(", "));
    var leaves = Array.prototype.filter.call(parts, function (part) { return isRead(part) && !part.querySelector("p, li"); });
    return leaves.map(words);
  }

  function show(isReading) {
    var hadFocus = document.activeElement === begin || document.activeElement === end;
    begin.hidden = isReading;
    end.hidden = !isReading;
    if (hadFocus) { (isReading ? end : begin).focus(); }
  }

  function stop() {
    round += 1;
    speech.cancel();
    show(false);
  }

  /* One part after the other: browsers break off a long text. */
  function read(parts, mine, ours) {
    if (mine !== round) { return; }
    if (!parts.length) { show(false); return; }
    var piece = new window.SpeechSynthesisUtterance(parts[0]);
    piece.voice = ours;
    piece.lang = ours.lang;
    piece.onend = function () { read(parts.slice(1), mine, ours); };
    piece.onerror = function () { if (mine === round) { show(false); } };
    speech.speak(piece);
  }

  function start() {
    var ours = voice();
    if (!ours) { look(); return; }
    round += 1;
    speech.cancel();
    show(true);
    read(texts(), round, ours);
  }

  function look() { offer.hidden = !voice(); }

  begin.addEventListener("click", start);
  end.addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
  speech.onvoiceschanged = look;
  look();
})();
