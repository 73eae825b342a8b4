"""Django's settings, read from the surroundings. What can be wrong in production stops the start."""

from functools import partial

from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

from lupaus.project import environment
from lupaus.project.cluster import private_cluster
from lupaus.project.environment import CHECKOUT, Kind
from lupaus.project.logs import logging_for
from lupaus.project.postgres_programs import client_programs

environment.insist()
KIND = environment.kind()
IN_PRODUCTION = KIND is Kind.PRODUCTION
PACKAGE = CHECKOUT / "src" / "lupaus"

# ── What this installation is ────────────────────────────────────────────────────────────────────────────

SECRET_KEY = environment.secret_key()
DEBUG = environment.debug()
ALLOWED_HOSTS = environment.hosts()
LUPAUS_HOME = environment.home()
LUPAUS_DEVELOPMENT = KIND is Kind.DEVELOPMENT
LUPAUS_CLOCK_CAN_BE_SET = not IN_PRODUCTION
LUPAUS_ROOT_KEY = environment.root_key()
LUPAUS_GEOCODER, LUPAUS_GEOCODER_URL, LUPAUS_GEOCODER_KEY = environment.geocoder()
LUPAUS_KEYS = "memory" if KIND is Kind.TEST else LUPAUS_HOME / "keys"

# ── Rooms, from the ground up (docs/architecture.md); kernel, promises and keys hold no tables ──────────────

ROOMS = [
    "foundation",
    "journal",
    "vault",
    "company",
    "partners",
    "accounts",
    "register",
    "care",
    "catalogue",
    "communication",
    "providers",
    "orders",
    "scheduling",
    "billing",
    "exchange",
    "privacy",
    "jobs",
    "sites.furniture",
    "sites.account",
    "sites.public",
    "sites.customer",
    "sites.provider",
    "sites.firm",
    "sites.staff",
    "sites.desk",
    "sites.developer",
]

INSTALLED_APPS = [
    *(f"lupaus.{room}" for room in ROOMS),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",  # exclusion constraints, arrays, GIN indexes
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django_htmx",
]

MIDDLEWARE = [
    "lupaus.sites.furniture.middleware.SecurityHeaders",
    "lupaus.sites.furniture.cookie_watch.CookieWatch",
    "lupaus.sites.furniture.language.Asked",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "lupaus.sites.furniture.middleware.HostileInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lupaus.sites.furniture.language.Spoken",
    "lupaus.sites.account.middleware.Present",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "lupaus.project.urls"
WSGI_APPLICATION = "lupaus.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ── What is stored ───────────────────────────────────────────────────────────────────────────────────────

LUPAUS_POSTGRES_PROGRAMS = partial(client_programs, beside=private_cluster().folder)  # asked by backup and restore
_address = conninfo_to_dict(environment.database_url() or private_cluster().url)

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.pop("dbname", "lupaus"),
        "USER": _address.pop("user", ""),
        "PASSWORD": _address.pop("password", ""),
        "HOST": _address.pop("host", ""),
        "PORT": _address.pop("port", ""),
        "OPTIONS": _address,
        "CONN_MAX_AGE": 0 if KIND is Kind.TEST else 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": environment.test_database()},
    },
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # shared by every process of every machine
        "LOCATION": "lupaus_cache",
        "KEY_FUNCTION": "lupaus.accounts.cache_keys.hashed",  # names hold IP addresses: the table shows hashes
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = LUPAUS_HOME / "static" if IN_PRODUCTION else None  # elsewhere files are served where they lie
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": LUPAUS_HOME / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = not IN_PRODUCTION  # a test makes many servers, and none should read every file first

# ── Who may enter ────────────────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "accounts.User"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

PASSWORD_HASHERS = ["lupaus.accounts.passwords.Argon2id"]
if KIND is Kind.TEST:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # fast on purpose, never real

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lupaus.accounts.passwords.LengthValidator"},
    {"NAME": "lupaus.accounts.passwords.ContextValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "lupaus.accounts.sessions"  # keys hashed, content sealed; lifetimes in accounts.lifetimes

# ── What crosses the wire ────────────────────────────────────────────────────────────────────────────────

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# A name that begins with `__Host-` is a promise the browser keeps: this host only, over HTTPS only.
_prefix = "__Host-" if IN_PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_prefix}lupaus_session"
CSRF_COOKIE_NAME = f"{_prefix}lupaus_csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}lupaus_language"
DEVICE_COOKIE_NAME = f"{_prefix}lupaus_device"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IN_PRODUCTION
SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 63_072_000 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IN_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if IN_PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # one cookie, nothing readable in it
CSRF_FAILURE_VIEW = "lupaus.sites.account.cookies.form_refused"

# ── Language and time ────────────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]  # each in its own words
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

# ── Accounts (allauth) ───────────────────────────────────────────────────────────────────────────────────

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
ACCOUNT_ADAPTER = "lupaus.sites.account.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "lupaus.sites.account.forms.PasswordLogin",
    "request_login_code": "lupaus.sites.account.forms.RequestCode",
    "confirm_login_code": "lupaus.sites.account.forms.ConfirmCode",
    "confirm_email_verification_code": "lupaus.sites.account.forms.ConfirmNewAddress",
    "add_email": "lupaus.sites.account.forms.NewAddress",
    "change_password": "lupaus.sites.account.forms.ChangePassword",
    "set_password": "lupaus.sites.account.forms.SetPassword",
    "reset_password": "lupaus.sites.account.forms.ForgottenPassword",
    "confirm_password_reset_code": "lupaus.sites.account.forms.ConfirmPasswordCode",
    "reset_password_from_key": "lupaus.sites.account.forms.NewPassword",
    "reauthenticate": "lupaus.sites.account.forms.Reauthenticate",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # sign-up is closed: the second makes allauth offer passwords at all
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # we write to nobody who is not ours; sites.account.decoy evens out the time
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "account_signed_out"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IN_PRODUCTION else "http"
ACCOUNT_SESSION_REMEMBER = True  # how long a session lasts is decided in accounts.lifetimes
ACCOUNT_RATE_LIMITS = {
    # A limit for an address counts one network only (the adapter adds it), so nobody can lock anybody else out.
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "codes_for_address": "40/h/key",  # from everywhere: more would fill a mailbox
    "reset_password": "20/m/ip",
    "confirm_email": "3/m/key,10/h/key",
    "login": "30/m/ip",
    "ask_account": "20/m/ip,3/m/key,10/h/key",
    "contact_request": "10/10m/ip",  # each makes a person's key and work for the office
    "begin_order": "120/10m/ip",  # each makes a person's key, and can hold a time
    "check_promises": "6/m/user",  # looks at the whole installation
    "lint_notice": "30/m/ip",  # a text takes up to half a second of one core
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IN_PRODUCTION else 0
MFA_ADAPTER = "lupaus.sites.account.second_factors.Adapter"
MFA_FORMS = {
    "authenticate": "lupaus.sites.account.factor_forms.Authenticate",
    "reauthenticate": "lupaus.sites.account.factor_forms.ReauthenticateByCode",
    "activate_totp": "lupaus.sites.account.factor_forms.ActivateTotp",
    "deactivate_totp": "lupaus.sites.account.factor_forms.DeactivateTotp",
    "generate_recovery_codes": "lupaus.sites.account.factor_forms.GenerateRecoveryCodes",
    "add_webauthn": "lupaus.sites.account.factor_forms.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Lupaus"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = KIND is not Kind.PRODUCTION
MFA_RECOVERY_CODES_SHOW_ONCE = True

# ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────

LUPAUS_SITE_URL = environment.site_url()
LUPAUS_EMAIL_URL = environment.email_url()
LUPAUS_MAIL_FROM = environment.mail_from()
LUPAUS_CONTACT_MAILBOX = environment.contact_mailbox()
LUPAUS_SMS_URL = environment.sms_url()
LUPAUS_SMS_TOKEN = environment.sms_token()
LUPAUS_SMS_SENDER = environment.sms_sender()

# ── Logs ─────────────────────────────────────────────────────────────────────────────────────────────────

LOGGING = logging_for(KIND)
LOGGING_CONFIG = "logging.config.dictConfig"
