/* The copy button appears only where it works; without it, the field can be selected by hand. */
(function () {
  "use strict";
  function copy() {
    var field = document.querySelector("[data-link]");
    field.focus();
    field.select();
    if (document.execCommand("copy")) { document.querySelector("[data-copied]").hidden = false; }
  }

  var button = document.querySelector("[data-copy]");
  if (button && document.queryCommandSupported && document.queryCommandSupported("copy")) {
    button.hidden = false;
    button.addEventListener("click", copy);
  }
})();
