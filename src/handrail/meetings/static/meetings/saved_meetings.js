/* Meetings that a person saves on their own device: random ids and nothing else, no name, no place and no day. They are
   kept when somebody presses "Save", sent to our own page in the body of a form, and gone with one press. */
(function () {
  "use strict";
  var KEY = "kept";
  var MOST = 40;
  var ID = /^[a-z2-7]{13}$/;
  var store;

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* A browser that lets no page keep anything says so by throwing. */
  function read() {
    return (store.getItem(KEY) || "").split(".").filter(function (id) { return ID.test(id); }).slice(0, MOST);
  }

  function write(ids) {
    if (ids.length) { store.setItem(KEY, ids.join(".")); } else { store.removeItem(KEY); }
  }

  function add(more) {
    var ids = read();
    more.forEach(function (id) { if (ID.test(id) && ids.indexOf(id) === -1) { ids.push(id); } });
    write(ids.slice(0, MOST));
    return ids.length <= MOST;
  }

  function without(id) {
    write(read().filter(function (other) { return other !== id; }));
  }

  /* What can be done now is shown, and what was done is said where a screen reader hears it. */
  function show(button) {
    var ids = button.getAttribute("data-save").split(".");
    var kept = read();
    button.hidden = ids.every(function (id) { return kept.indexOf(id) !== -1; });
  }

  function say(word) {
    each("[data-saved-say]", function (line) { line.hidden = line.getAttribute("data-saved-say") !== word; });
  }

  function refresh() {
    each("[data-save]", show);
    each("[data-forget]", function (button) { button.hidden = read().indexOf(button.getAttribute("data-forget")) === -1; });
    each("[data-forget-all], [data-saved-way]", function (part) { part.hidden = read().length === 0; });
  }

  /* What the page says of all of them: how many they are, and the address that a calendar follows. */
  function count() {
    var rows = document.querySelectorAll("[data-saved-row]").length;
    each("[data-saved-count]", function (line) {
      line.textContent = line.getAttribute(rows === 1 ? "data-one" : "data-many").replace(/\d+/, rows);
    });
  }

  function withoutId(address, id) {
    var parts = address.split("?id=");
    return parts[0] + "?id=" + parts[1].split(",").filter(function (other) { return other !== id; }).join(",");
  }

  function unfollow(id) {
    each("[data-saved-follow] a", function (link) { link.href = withoutId(link.href, id); });
    each("[data-saved-follow] input", function (field) { field.value = withoutId(field.value, id); });
    each("[data-saved-follow]", function (part) { part.hidden = !/\?id=./.test(part.querySelector("input").value); });
  }

  function press(selector, act) {
    each(selector, function (button) {
      button.addEventListener("click", function () {
        try { act(button); } catch (refusal) { say("failed"); return; }
        refresh();
      });
    });
  }

  /* The page of saved meetings: the ids go in the body of a form. This runs before the page is whole, so that the answer
     takes its place and Back does not stop here. */
  function open() {
    var form = document.querySelector("[data-saved-form]");
    if (!form) { return; }
    if (read().length === 0) { say("none"); return; }
    form.elements.ids.value = read().join(".");
    form.submit();
  }

  try {
    store = window.localStorage;
    store.getItem(KEY);
  } catch (refusal) { store = null; }
  if (!store) { say("failed"); return; }
  press("[data-save]", function (button) { say(add(button.getAttribute("data-save").split(".")) ? "saved" : "full"); });
  press("[data-forget]", function (button) {
    var id = button.getAttribute("data-forget");
    without(id);
    each("[data-saved-row=\"" + id + "\"], [name=pick][value=\"" + id + "\"]", function (part) { part.parentNode.removeChild(part); });
    if (!document.querySelector("[data-saved-row]")) { window.location.replace(window.location.pathname); return; }
    count();
    unfollow(id);
    say("forgotten");
  });
  press("[data-forget-all]", function () { write([]); window.location.replace(window.location.pathname); });
  refresh();
  open();
})();
