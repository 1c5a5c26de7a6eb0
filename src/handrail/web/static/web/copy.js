/* One press copies what a page has to be carried elsewhere, a link or a secret. The button appears only where it works. */
(function () {
  "use strict";
  var button = document.querySelector("[data-copy]");
  if (!button || !document.queryCommandSupported || !document.queryCommandSupported("copy")) { return; }

  function choose(part) {
    if (part.select) { part.focus(); part.select(); } else { window.getSelection().selectAllChildren(part); }
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    choose(document.querySelector("[data-copied-from]"));
    if (document.execCommand("copy")) { document.querySelector("[data-copied]").hidden = false; }
  });
})();
