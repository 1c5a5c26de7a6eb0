/* Passkeys: a form is shown where the browser has them. On the person's press the browser asks its device, and the
   answer is sent as a form. Without script or passkeys a password and a code do the same. */
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials || !window.Uint8Array) { return; }

  function bytes(text) {
    var plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    var all = new Uint8Array(plain.length);
    for (var place = 0; place < plain.length; place += 1) { all[place] = plain.charCodeAt(place); }
    return all;
  }

  function text(buffer) {
    var plain = "";
    Array.prototype.forEach.call(new Uint8Array(buffer), function (each) { plain += String.fromCharCode(each); });
    return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function readable(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    ["excludeCredentials", "allowCredentials"].forEach(function (list) {
      (options[list] || []).forEach(function (each) { each.id = bytes(each.id); });
    });
    return options;
  }

  function sendable(credential) {
    var given = credential.response;
    var response = { clientDataJSON: text(given.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (part) {
      if (given[part]) { response[part] = text(given[part]); }
    });
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response,
      clientExtensionResults: credential.getClientExtensionResults()
    });
  }

  /* At sign-up the word and the tick stand in the form beside: the device shows the name as it will be. */
  function takeOver(form, options) {
    var beside = document.getElementById("by-password");
    if (!beside || !form.elements.word) { return true; }
    var word = beside.elements.word;
    if (!word.value) { word.focus(); return false; }
    form.elements.word.value = word.value;
    form.elements.shared.value = beside.elements.shared.checked ? "yes" : "";
    options.user.name = word.value + options.user.name.slice(options.user.name.lastIndexOf("-"));
    options.user.displayName = options.user.name;
    return true;
  }

  function tickBeside(form) {
    var tick = document.getElementById("shared");
    if (!tick || form.elements.shared || !tick.checked) { return; }
    var field = document.createElement("input");
    field.type = "hidden"; field.name = "shared"; field.value = "yes";
    form.appendChild(field);
  }

  function ask(event) {
    event.preventDefault();
    var form = event.target;
    var options = readable(JSON.parse(form.getAttribute("data-options")));
    if (!takeOver(form, options)) { return; }
    tickBeside(form);
    var makes = form.getAttribute("data-passkey") === "make";
    var asked = makes ? navigator.credentials.create({ publicKey: options }) : navigator.credentials.get({ publicKey: options });
    asked.then(function (credential) {
      form.elements.answer.value = sendable(credential);
      form.submit();
    }).catch(function () {
      form.querySelector("[data-failed]").hidden = false;
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-passkey]"), function (form) {
    form.hidden = false;
    form.addEventListener("submit", ask);
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-no-passkey]"), function (note) { note.hidden = true; });
})();
