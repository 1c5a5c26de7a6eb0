/* A shared list (S6): its ids are in the fragment, which no server is sent and no log holds. They are read once, taken
   out of the address, and sent as a form. */
(function () {
  "use strict";
  var LONGEST = 2000;
  /* Every other fragment, such as the way to #main, is a place on this page and nobody's list. A link that lost its
     end on the way still opens: the server says what is missing. */
  var IDS = /^[a-z2-7]{13,16}(\.[a-z2-7]*)*$/;

  function open() {
    var form = document.querySelector("[data-shared]");
    var ids = window.location.hash.slice(1, LONGEST);
    if (!form || !IDS.test(ids)) { return; }
    window.history.replaceState(null, "", window.location.pathname);
    form.elements.ids.value = ids;
    form.submit();
  }

  window.addEventListener("hashchange", open);
  open();
})();
