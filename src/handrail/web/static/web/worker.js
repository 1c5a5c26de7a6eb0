/* The worker of kept pages (S39). It answers for a kept page where the network does not, and for nothing else: what is
   sent by a form, and every page behind a sign-in, goes past it as if it were not there. */
(function (self) {
  "use strict";
  var keeping = self.handrailKeeping;
  var BEHIND_A_DOOR = /^(\/es)?\/(admin|cms|desk|account|privacy)\//;

  /* A store that died, or was cleared away by the person in the browser, takes the worker along. */
  function alive() {
    return keeping.living(Date.now()).then(function (kept) {
      return kept || self.registration.unregister().then(function () { return null; });
    });
  }

  function inItsLanguage(path) {
    return /^\/es\//.test(path) ? "/es/offline/" : "/offline/";
  }

  function kept(store, path) {
    return store.match(path, { ignoreVary: true });
  }

  /* The network first, so that a copy is never shown where the page itself can be had. */
  function page(event, path) {
    return alive().then(function (store) {
      return self.fetch(event.request).then(function (answer) {
        if (store && answer.ok) { event.waitUntil(keeping.touch(store, Date.now())); }
        return answer;
      }, function (failure) {
        if (!store) { throw failure; }
        return kept(store, keeping.mayBeKept(path) ? path : inItsLanguage(path)).then(function (copy) {
          return copy || kept(store, inItsLanguage(path));
        }).then(function (copy) {
          if (!copy) { throw failure; }
          return copy;
        });
      });
    });
  }

  function file(event, path) {
    return alive().then(function (store) {
      return store ? kept(store, path).then(function (copy) { return copy || self.fetch(event.request); }) :
        self.fetch(event.request);
    });
  }

  function lookAfter() {
    return alive().then(function (store) { return store && keeping.renew(store, Date.now()); }).catch(function () {
      /* Not now: the copies stay as they are, and the days without contact go on. */
    });
  }

  self.addEventListener("install", function (event) { event.waitUntil(self.skipWaiting()); });
  self.addEventListener("activate", function (event) {
    event.waitUntil(alive().then(function (store) { return store && self.clients.claim(); }));
  });
  self.addEventListener("fetch", function (event) {
    var address = new self.URL(event.request.url);
    event.waitUntil(lookAfter());
    if (event.request.method !== "GET" || address.origin !== self.location.origin) { return; }
    if (/^\/static\/web\//.test(address.pathname)) {
      event.respondWith(file(event, address.pathname));
    } else if (event.request.mode === "navigate" && !BEHIND_A_DOOR.test(address.pathname)) {
      event.respondWith(page(event, address.pathname));
    }
  });
  alive();
})(self);
