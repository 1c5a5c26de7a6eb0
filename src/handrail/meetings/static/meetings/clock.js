/* Who gives no place chooses a clock. The browser knows its own, so it is chosen beforehand; nothing is sent by that. */
(function () {
  "use strict";
  var part = document.querySelector("[data-clock]");
  var select = part && part.querySelector("select");
  if (!select || document.documentElement.hasAttribute("data-private")) { return; }
  var zone = "";
  try { zone = new Intl.DateTimeFormat().resolvedOptions().timeZone; } catch (error) { return; }
  for (var each = 0; each < select.options.length; each += 1) {
    if (select.options[each].value === zone) { select.selectedIndex = each; }
  }
})();
