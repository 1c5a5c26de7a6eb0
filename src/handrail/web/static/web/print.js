/* The print button appears only where it works; what is folded is unfolded on paper, but for what would fill sheets. */
(function () {
  "use strict";
  Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details:not([data-stays-folded])"), function (part) { part.open = true; });
  });
})();
