/* Who gives no place chooses a clock, and the list is told by the one that stands there. The browser knows its own: where
   that is another, a press chooses it. Nothing is chosen before, as the list would then be by another clock; nor sent. */
(function () {
  "use strict";
  var part = document.querySelector("[data-clock]");
  var select = part && part.querySelector("select");
  if (!select || document.documentElement.hasAttribute("data-private")) { return; }
  var offer = part.querySelector("[data-own-clock]");
  var zone = "";
  try { zone = new Intl.DateTimeFormat().resolvedOptions().timeZone; } catch (error) { return; }
  var own = -1;
  for (var each = 0; each < select.options.length; each += 1) {
    if (select.options[each].value === zone) { own = each; }
  }
  if (own === -1) { return; }
  function show() { offer.hidden = select.selectedIndex === own; }
  offer.querySelector("[data-own-clock-name]").textContent = select.options[own].text;
  offer.querySelector("button").addEventListener("click", function () {
    select.selectedIndex = own;
    select.focus();
    show();
  });
  select.addEventListener("change", show);
  show();
})();
