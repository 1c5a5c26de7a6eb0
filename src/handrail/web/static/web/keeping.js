/* What a phone may keep, once its owner said that it is theirs (S39): public pages of this list, and nothing else. Read by
   pages and by the worker, so that both hold to the same rules; below them is what pages alone do. Without a store nothing is kept, and nobody but `begin`
   makes one. */
(function (self) {
  "use strict";
  var STORE = "handrail-kept";
  var CONTACT = "/offline/contact"; /* no page: where the time of the last contact lies, inside the store */
  var DAY = 24 * 60 * 60 * 1000;
  var DAYS_WITHOUT_CONTACT = 14;
  var FIRST = ["/offline/", "/crisis/", "/heroin/naloxone/", "/es/offline/", "/es/crisis/", "/es/heroin/naloxone/"];
  var HEALTH_PAGE = /^(\/es)?\/heroin\/(?!claims\/|did-this-help\/)[a-z0-9-]+\/$/;
  var FILES = /(?:href|src)="(\/static\/web\/[a-z0-9_.-]+\.(?:css|js|svg))"/g;

  function mayBeKept(path) {
    return FIRST.indexOf(path) !== -1 || HEALTH_PAGE.test(path);
  }

  /* The store, or null: then nothing is kept on this phone. */
  function store() {
    if (!self.caches) { return Promise.resolve(null); }
    return self.caches.has(STORE).then(function (is) { return is ? self.caches.open(STORE) : null; });
  }

  /* A copy of what everybody gets: no cookie goes along, and the browser's own memory of pages is left out. */
  function ask(path) {
    return self.fetch(path, { cache: "no-store", credentials: "omit", redirect: "error" });
  }

  function isPublicPage(answer) {
    return answer.ok && /^text\/html/.test(answer.headers.get("content-type") || "") &&
      !/no-store|private/.test(answer.headers.get("cache-control") || "");
  }

  function filesOf(html) {
    var found = [];
    html.replace(FILES, function (all, file) { found.push(file); return all; });
    return found;
  }

  function keepFile(kept, file) {
    return kept.match(file).then(function (is) {
      return is || ask(file).then(function (answer) {
        if (!answer.ok) { throw new Error("a file of the page did not come"); }
        return kept.put(file, answer);
      });
    });
  }

  /* Keeps a page with its files, and tells which files; a page that is no longer there is not kept any more. */
  function keepIn(kept, path) {
    if (!mayBeKept(path)) { return Promise.reject(new Error("not a page that may be kept")); }
    return ask(path).then(function (answer) {
      if (answer.status === 404 || answer.status === 410) { return kept.delete(path).then(function () { return []; }); }
      if (!isPublicPage(answer)) { throw new Error("no public page came"); }
      return answer.clone().text().then(function (html) {
        var files = filesOf(html);
        return Promise.all(files.map(function (file) { return keepFile(kept, file); }))
          .then(function () { return kept.put(path, answer); })
          .then(function () { return files; });
      });
    });
  }

  function keep(path) {
    return store().then(function (kept) {
      if (!kept) { throw new Error("nobody said yes on this phone"); }
      return keepIn(kept, path);
    });
  }

  function touch(kept, now) {
    return kept.put(CONTACT, new self.Response(String(now)));
  }

  /* The person said yes: the store is made, with what is needed first. */
  function begin(now) {
    return self.caches.open(STORE).then(function (kept) {
      return touch(kept, now).then(function () {
        return Promise.all(FIRST.map(function (path) { return keepIn(kept, path); }));
      });
    });
  }

  function paths(kept) {
    return kept.keys().then(function (all) {
      return all.map(function (one) { return new self.URL(one.url).pathname; });
    });
  }

  function pages() {
    return store().then(function (kept) {
      return kept ? paths(kept).then(function (all) { return all.filter(mayBeKept); }) : [];
    });
  }

  function takeOff() {
    if (!self.caches) { return Promise.resolve(); }
    return self.caches.keys().then(function (names) {
      return Promise.all(names.map(function (name) { return self.caches.delete(name); }));
    });
  }

  /* How long ago the server last answered, in milliseconds. A store without that time counts as too old. */
  function age(kept, now) {
    return kept.match(CONTACT).then(function (written) {
      return written ? written.text().then(function (time) { return now - Number(time); }) : Infinity;
    });
  }

  /* The store if it may still be used. One that had no contact for too long is taken off here. */
  function living(now) {
    return store().then(function (kept) {
      return kept && age(kept, now).then(function (old) {
        return old <= DAYS_WITHOUT_CONTACT * DAY ? kept : takeOff().then(function () { return null; });
      });
    });
  }

  /* Once a day, while the person is here and the server answers: new copies, and no file that no page needs. */
  function renew(kept, now) {
    return age(kept, now).then(function (old) { return old > DAY && pages().then(function (all) {
      var missing = FIRST.filter(function (path) { return all.indexOf(path) === -1; });
      return Promise.all(all.concat(missing).map(function (path) { return keepIn(kept, path); }));
    }).then(function (lists) {
      var needed = Array.prototype.concat.apply([], lists);
      return touch(kept, now).then(function () { return paths(kept); }).then(function (all) {
        return Promise.all(all.map(function (path) {
          return /^\/static\//.test(path) && needed.indexOf(path) === -1 ? kept.delete(path) : false;
        }));
      });
    }); });
  }

  self.handrailKeeping = {
    begin: begin, keep: keep, living: living, mayBeKept: mayBeKept, pages: pages, renew: renew, takeOff: takeOff,
    touch: touch
  };
})(self);

/* Pages kept on a phone, from the person's side. On the page that asks "Is this your own phone?" nothing is registered and
   nothing kept before a yes; on a health page a button keeps it, where the answer was yes. */
(function () {
  "use strict";
  if (!self.document) { return; } /* the worker stops here */
  var keeping = window.handrailKeeping;
  var root = document.querySelector("[data-keeping]");

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* One state is shown at a time: those that the page holds for it. */
  function show(state) {
    each("[data-when]", function (part) { part.hidden = part.getAttribute("data-when").split(" ").indexOf(state) === -1; });
    each("[data-elsewhere]", function (part) { part.hidden = /\/offline\/$/.test(window.location.pathname); });
  }

  function say(state) {
    show(state);
    each("[data-when~=\"" + state + "\"][tabindex]", function (part) { part.focus(); });
  }

  function unregister() {
    return navigator.serviceWorker.getRegistrations().then(function (all) {
      return Promise.all(all.map(function (one) { return one.unregister(); }));
    });
  }

  function takeOff() {
    return unregister().then(keeping.takeOff);
  }

  function list() {
    return keeping.pages().then(function (paths) {
      each("[data-page]", function (line) { line.hidden = paths.indexOf(line.getAttribute("data-page")) === -1; });
    });
  }

  function sayYes() {
    say("working");
    keeping.begin(Date.now()).then(function () {
      return navigator.serviceWorker.register(root.getAttribute("data-keeping"), { scope: "/" });
    }).then(list).then(function () { say("kept"); }).catch(function () {
      takeOff().then(function () { say("failed"); }, function () { say("failed"); });
    });
  }

  function keepThis() {
    var path = root.getAttribute("data-path");
    keeping.keep(path).then(function () { say("kept"); }, function () { say("failed"); });
  }

  function begin() {
    keeping.living(Date.now()).then(function (store) {
      if (!store) { return unregister().then(function () { show("ask"); }); }
      return keeping.pages().then(function (paths) {
        var path = root.getAttribute("data-path");
        show(!path || paths.indexOf(path) !== -1 ? "kept" : "may");
        return list();
      });
    }).catch(function () { show("none"); });
  }

  if (!root || !window.caches || !navigator.serviceWorker || !window.Promise) { return; }
  each("[data-yes]", function (button) { button.addEventListener("click", sayYes); });
  each("[data-no]", function (button) { button.addEventListener("click", function () { say("no"); }); });
  each("[data-keep]", function (button) { button.addEventListener("click", keepThis); });
  each("[data-take-off]", function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      takeOff().catch(function () { /* the answer to the form says what to do then */ }).then(function () {
        return navigator.onLine ? form.submit() : say("gone");
      });
    });
  });
  begin();
})();
