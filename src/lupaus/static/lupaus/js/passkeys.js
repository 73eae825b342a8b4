// Connects our pages with allauth's passkey forms: <div data-passkey="loginForm" data-login="button's id" …>.
document.addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll("[data-passkey]")) {
    const { passkey, ...ids } = place.dataset;
    window.allauth.webauthn.forms[passkey]({ ids });
  }
});
